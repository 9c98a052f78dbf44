import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Box2d, Camera } from '@trueline/annotation'
import { invert, project, transform } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { coco } from '../coco/coco.ts'
import type { ImportedClip } from '../codec.ts'
import { readParquet, writeParquet } from '../parquet/parquet.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn } from '../testing/oracle.ts'
import { cameraBoxSchema } from './cameraBoxes.ts'
import { waymoV2 } from './waymoV2.ts'

const OPTIONS = { name: 'segment', onto: null }
const LIDAR = 'lidar_box/rosetta.parquet'
const BOXES = 'camera_box/rosetta.parquet'
const lidar = new Uint8Array(
  readFileSync(fileURLToPath(new URL(`./testdata/${LIDAR}`, import.meta.url))),
)

const row = (time: number, camera: number | string, sides: readonly number[]) => ({
  'key.segment_context_name': 'rosetta',
  'key.frame_timestamp_micros': time,
  'key.camera_name': camera,
  'key.camera_object_id': `${time}-${camera}`,
  '[CameraBoxComponent].box.center.x': sides[0]!,
  '[CameraBoxComponent].box.center.y': sides[1]!,
  '[CameraBoxComponent].box.size.x': sides[2]!,
  '[CameraBoxComponent].box.size.y': sides[3]!,
  '[CameraBoxComponent].type': 1,
})
const FIRST = 1700001000123645
const ROWS = [
  row(FIRST, 1, [100.5, 50.25, 40, 20]),
  row(FIRST, 9, [1, 1, 1, 1]),
  row(FIRST + 50_000, 4, [10, 20, 4, -6]),
  row(FIRST + 50_000, 5, [10, 20, 4, 6]),
]
const schema = cameraBoxSchema(['FRONT'])
const tree = { [LIDAR]: lidar, [BOXES]: writeParquet({ schema, rows: ROWS }) }

const boxesIn = ({ records }: ImportedClip): readonly Box2d[] =>
  records.filter((one) => one.kind === 'box2d')
const written = async (imported: ImportedClip, records = imported.records) =>
  await filesOf(waymoV2.write!(exportSourceOf(imported, records), { withSensors: false }))

describe('boxes of Waymo’s cameras', () => {
  it('stand in their frames, one between those of the lidar too; bad rows are told by place', async () => {
    const imported = await waymoV2.read(memoryTree(tree), OPTIONS)
    const { clip, report } = imported
    expect(cuboidsIn(imported)).toHaveLength(19)
    expect(clip.frames.map(({ timeUs }) => timeUs).slice(0, 2)).toEqual([FIRST, FIRST + 50_000])
    expect(boxesIn(imported)).toMatchObject([
      { frame: 0, sensorId: 'FRONT', leftPx: 80.5, topPx: 40.25, rightPx: 120.5, bottomPx: 60.25 },
      { frame: 1, sensorId: 'SIDE_RIGHT', category: 'VEHICLE' },
    ])
    expect(report.refused.map(({ file, place }) => `${file}${place.en}`)).toEqual([
      `${BOXES}/1/key.camera_name`,
      `${BOXES}/2/[CameraBoxComponent].box.size`,
    ])
    const cameras = clip.sensors.filter(({ modality }) => modality === 'camera')
    expect(cameras.map(({ id }) => id)).toEqual(['FRONT', 'SIDE_LEFT', 'SIDE_RIGHT'])
  })

  it('are written back equal in value, those refused as well', async () => {
    const files = await written(await waymoV2.read(memoryTree(tree), OPTIONS))
    expect((await readParquet(files[BOXES]!, BOXES)).rows).toEqual(ROWS)
    expect((await readParquet(files[LIDAR]!, LIDAR)).rows).toEqual(
      (await readParquet(lidar, LIDAR)).rows,
    )
  })

  it('that were moved or taken out are so in the file', async () => {
    const imported = await waymoV2.read(memoryTree(tree), OPTIONS)
    const [first, last] = boxesIn(imported)
    const records = imported.records.flatMap((one) => {
      if (one.id === last!.id) return []
      return one.id === first!.id ? [{ ...first!, rightPx: 122.5 }] : [one]
    })
    const { rows } = await readParquet((await written(imported, records))[BOXES]!, BOXES)
    expect(rows).toEqual([
      { ...ROWS[0], ...row(FIRST, 1, [101.5, 50.25, 42, 20]) },
      ...ROWS.slice(1, 3),
    ])
  })

  it('that came from elsewhere are in the file alone, with what is lost of them said', async () => {
    const folder = fileURLToPath(new URL('../coco/testdata', import.meta.url))
    const other = await coco.read(diskTree(folder), OPTIONS)
    const source = exportSourceOf(other)
    const { files, losses } = waymoV2.write!(source, { withSensors: false })
    const again = await waymoV2.read(memoryTree(await filesOf({ files, losses })), OPTIONS)
    const bare = ({ leftPx, topPx, rightPx, bottomPx, sensorId, frame }: Box2d) =>
      [sensorId, frame, ...[leftPx, topPx, rightPx, bottomPx].map((px) => px.toFixed(6))].join()
    expect(boxesIn(again).map(bare)).toEqual(boxesIn(other).map(bare))
    expect(boxesIn(other).length).toBeGreaterThan(0)
    expect(losses.some(({ record, field }) => record === 'box2d' && field.en === 'all of it')).toBe(
      false,
    )
  })

  it('are seen by cameras that stand and look as their calibration says', async () => {
    const column = (name: string): string => `[CameraCalibrationComponent].${name}`
    const numbers = {
      ...{ 'intrinsic.f_u': 2000, 'intrinsic.f_v': 2010, 'intrinsic.c_u': 960 },
      ...{ 'intrinsic.c_v': 640, 'intrinsic.k1': 0, 'intrinsic.k2': 0, 'intrinsic.k3': 0 },
      ...{ 'intrinsic.p1': 0, 'intrinsic.p2': 0, width: 1920, height: 1280 },
    }
    const leaves = Object.keys(numbers).map((name) => {
      return { name: column(name), type: 'DOUBLE', repetition_type: 'OPTIONAL' } as const
    })
    const calibration = writeParquet({
      schema: [
        { name: 'root', num_children: leaves.length + 2 },
        { name: 'key.camera_name', type: 'INT32', repetition_type: 'OPTIONAL' },
        ...leaves,
        {
          name: column('extrinsic.transform'),
          ...{ repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
        },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'item', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
      ],
      rows: [
        {
          'key.camera_name': 1,
          ...Object.fromEntries(Object.entries(numbers).map(([name, one]) => [column(name), one])),
          [column('extrinsic.transform')]: [1, 0, 0, 1.5, 0, 1, 0, 0, 0, 0, 1, 2, 0, 0, 0, 1],
        },
      ],
    })
    const files = { ...tree, 'camera_calibration/rosetta.parquet': calibration }
    const { clip } = await waymoV2.read(memoryTree(files), OPTIONS)
    const front = clip.sensors.find((one): one is Camera => one.id === 'FRONT')
    // Ten meters ahead of it, one to the left and two up.
    const pixel = project(front!.model!, transform(invert(front!.egoFromSensor), [11.5, 1, 4]))
    expect(pixel![0]).toBeCloseTo(960 - 200, 9)
    expect(pixel![1]).toBeCloseTo(640 - 402, 9)
  })
})
