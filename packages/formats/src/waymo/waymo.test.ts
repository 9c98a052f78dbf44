import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { add } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { BadInputError } from '../badInputError.ts'
import type { Codec } from '../codec.ts'
import { once } from '../once/once.ts'
import { readParquet, writeParquet } from '../parquet/parquet.ts'
import { delimited } from '../protobuf/protobuf.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { sniffTree } from '../sniff.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn } from '../testing/oracle.ts'
import { waymo } from './objects.ts'
import { parseObjects } from './objectsFile.ts'
import { waymoV2 } from './waymoV2.ts'

const OPTIONS = { name: 'segment', onto: null }
const testdata = fileURLToPath(new URL('./testdata', import.meta.url))
const formats = sharedData('formats', 'waymo')
const OBJECTS = 'objects.bin'
const TABLE = 'lidar_box/rosetta.parquet'

const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(testdata, file)))
const readAlone = (codec: Codec, file: string, bytes = bytesOf(file)) =>
  codec.read(memoryTree({ [file]: bytes }), OPTIONS)

describe.each([
  { codec: waymo, file: OBJECTS },
  { codec: waymoV2, file: TABLE },
])('$codec.id', ({ codec, file }) => {
  it('is known, and has a frame for each time', async () => {
    expect((await sniffTree(memoryTree({ [file]: bytesOf(file) })))[0]?.codec.id).toBe(codec.id)
    const imported = await readAlone(codec, file)
    expect(imported.report.refused).toEqual([])
    expect(imported.clip.frames.map(({ timeUs }) => timeUs)[0]).toBe(1700001000123645)
    expect(imported.clip.frames).toHaveLength(4)
    expect(cuboidsIn(imported)).toHaveLength(19)
  })

  it('keeps what was not edited, beside what was', async () => {
    const imported = await readAlone(codec, file)
    const [target] = cuboidsIn(imported)
    const moved = { ...target!, center: add(target!.center, [1, 2, 0.5]) }
    const records = imported.records.map((one) => (one.id === moved.id ? moved : one))
    const source = exportSourceOf(imported, records)
    const files = await filesOf(codec.write!(source, { withSensors: false }))
    const again = await codec.read(memoryTree(files), OPTIONS)
    const [first, ...others] = cuboidsIn(again)
    expect(isSameCuboid(first!, moved)).toBe(true)
    const before = cuboidsIn(imported).slice(1)
    expect(others.map(({ extras }) => extras)).toEqual(before.map(({ extras }) => extras))
  })

  it('has the boxes of a clip that came from elsewhere, and says what types become', async () => {
    const folder = fileURLToPath(new URL('../labels/testdata/once', import.meta.url))
    const other = await once.read(diskTree(folder), OPTIONS)
    const { files, losses } = codec.write!(
      exportSourceOf({ ...other, clip: { ...other.clip, format: 'once' } }),
      { withSensors: false },
    )
    expect(losses).toContainEqual(
      expect.objectContaining({ record: 'track', field: { en: 'category', zh: '类别' } }),
    )
    const again = await codec.read(memoryTree(await filesOf({ files, losses })), OPTIONS)
    expect(cuboidsIn(again)).toHaveLength(cuboidsIn(other).length)
    const categories = again.records.flatMap((one) => (one.kind === 'track' ? [one.category] : []))
    expect(new Set(categories)).toEqual(new Set(['VEHICLE', 'PEDESTRIAN', 'CYCLIST']))
  })

  it('is refused by name where it is cut', async () => {
    const cut = bytesOf(file).slice(0, 700)
    await expect(readAlone(codec, file, cut)).rejects.toThrow(BadInputError)
  })
})

describe('objects', () => {
  const written = async (bytes: Uint8Array) => {
    const imported = await readAlone(waymo, OBJECTS, bytes)
    const source = exportSourceOf(imported)
    return (await filesOf(waymo.write!(source, { withSensors: false })))[OBJECTS]
  }

  it('are written back byte for byte', async () => {
    expect(await written(bytesOf(OBJECTS))).toEqual(bytesOf(OBJECTS))
  })

  it('of a submission come back inside it', async () => {
    const task = Uint8Array.of(8, 2)
    const method = delimited(2, new TextEncoder().encode('ours'))
    const author = delimited(13, new TextEncoder().encode('a@b.c'))
    const parts = [task, method, delimited(11, bytesOf(OBJECTS)), author]
    const submission = Uint8Array.from(parts.flatMap((part) => [...part]))
    expect(await written(submission)).toEqual(submission)
  })

  it.skipIf(formats === null)(
    'of real files are all read, and written back equal in value',
    async () => {
      for (const [file, count] of [
        ['fake_predictions.bin', 2263],
        ['mmdet3d/gt.bin', 1],
      ] as const) {
        const bytes = new Uint8Array(readFileSync(join(formats!, file)))
        const imported = await readAlone(waymo, OBJECTS, bytes)
        expect(cuboidsIn(imported)).toHaveLength(count)
        expect(parseObjects((await written(bytes))!, file)).toEqual(parseObjects(bytes, file))
      }
    },
  )
})

describe('a table of lidar boxes', () => {
  it.skipIf(formats === null)('stands beside real poses, which are all read', async () => {
    const file = 'v2/vehicle_pose/10023947602400723454_1120_000_1140_000.parquet'
    const { rows } = await readParquet(new Uint8Array(readFileSync(join(formats!, file))), file)
    expect(rows).toHaveLength(199)
  })

  it('is written back equal in value', async () => {
    const imported = await readAlone(waymoV2, TABLE)
    const source = exportSourceOf(imported)
    const files = await filesOf(waymoV2.write!(source, { withSensors: false }))
    const [before, after] = await Promise.all([
      readParquet(bytesOf(TABLE), TABLE),
      readParquet(files[TABLE]!, TABLE),
    ])
    expect(after.rows).toEqual(before.rows)
    expect(after.schema).toEqual(before.schema)
  })

  it('has the vehicle where the poses beside it say', async () => {
    const identity = [1, 0, 0, 5, 0, 1, 0, 6, 0, 0, 1, 7, 0, 0, 0, 1]
    const poses = writeParquet({
      schema: [
        { name: 'root', num_children: 2 },
        { name: 'key.frame_timestamp_micros', type: 'INT64', repetition_type: 'OPTIONAL' },
        {
          name: '[VehiclePoseComponent].world_from_vehicle.transform',
          ...{ repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
        },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'item', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
      ],
      rows: [
        {
          'key.frame_timestamp_micros': 1700001000123645,
          '[VehiclePoseComponent].world_from_vehicle.transform': identity,
        },
      ],
    })
    const tree = memoryTree({ [TABLE]: bytesOf(TABLE), 'vehicle_pose/rosetta.parquet': poses })
    const { clip } = await waymoV2.read(tree, OPTIONS)
    expect(clip.worldOrigin).toEqual([5, 6, 7])
    expect(clip.frames.map(({ worldFromEgo }) => worldFromEgo !== null)).toEqual([
      ...[true, false, false, false],
    ])
  })
})
