import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { add, countPointsInCuboid, distance, fromYaw, toMatrix4 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { readFeather } from '../arrow/readFeather.ts'
import { writeFeather } from '../arrow/writeFeather.ts'
import { BadInputError } from '../badInputError.ts'
import type { ImportedClip } from '../codec.ts'
import type { JsonObject } from '../jsonAt.ts'
import { plainText } from '../plainText.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { numberText } from '../sourceJson.ts'
import { sustech } from '../sustech/sustech.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn } from '../testing/oracle.ts'
import { readRosetta } from '../testing/rosetta.ts'
import { argoverse2 } from './argoverse2.ts'

const OPTIONS = { name: 'clip', onto: null }
const testdata = fileURLToPath(new URL('./testdata', import.meta.url))

const exported = (imported: ImportedClip, records = imported.records, withSensors = false) =>
  filesOf(argoverse2.write!(exportSourceOf(imported, records), { withSensors }))

/** The rows of a file, in order of time and track. */
function rowsIn(bytes: Uint8Array): readonly JsonObject[] {
  const table = readFeather(bytes, 'a.feather')
  const rows = Array.from({ length: table.rowCount }, (_, index) => table.rowAt(index))
  const keyOf = (row: JsonObject): string =>
    `${(numberText(row.timestamp_ns) ?? '').padStart(20, '0')} ${plainText(row.track_uuid)} ${plainText(row.sensor_name)}`
  const keyed = rows.map((row) => ({ key: keyOf(row), row }))
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row)
}

const rowsAt = (...parts: readonly string[]): readonly JsonObject[] =>
  rowsIn(new Uint8Array(readFileSync(join(...parts))))

describe('the Argoverse 2 codec', () => {
  it('reads the synthetic clip as its generator made it', async () => {
    const imported = await argoverse2.read(diskTree(testdata), OPTIONS)
    expect(imported.report.refused).toEqual([])
    const { boxes, frames } = readRosetta()
    for (const [index, { timeUs, worldFromEgo }] of frames.entries()) {
      const frame = imported.clip.frames[index]!
      expect(frame.timeUs).toBe(timeUs)
      const pose = frame.worldFromEgo!
      const city = { ...pose, translation: add(pose.translation, imported.clip.worldOrigin) }
      const off = toMatrix4(city).map((value, at) => Math.abs(value - worldFromEgo[at]!))
      expect(Math.max(...off)).toBeLessThan(1e-9)
    }
    expect(cuboidsIn(imported)).toHaveLength(boxes.length)
    for (const { uuid, frame, ego } of boxes) {
      const found = cuboidsIn(imported).find((one) => {
        return one.frame === frame && one.trackId === `argoverse2:${uuid}`
      })
      expect(found && isSameCuboid(found, ego)).toBe(true)
    }
  })

  it('reads detections with their scores, alone', async () => {
    const tree = diskTree(join(testdata, 'detections.feather'))
    expect((await argoverse2.sniff(tree)).score).toBeGreaterThan(0.8)
    const imported = await argoverse2.read(tree, OPTIONS)
    const { boxes } = readRosetta()
    const scores = cuboidsIn(imported).map(({ score }) => score!)
    expect(scores).toHaveLength(boxes.length)
    for (const { score } of boxes) {
      expect(Math.min(...scores.map((one) => Math.abs(one - score)))).toBeLessThan(1e-6)
    }
    const files = await exported(imported)
    expect(rowsIn(files['detections.feather']!)).toEqual(rowsAt(testdata, 'detections.feather'))
  })

  it('writes an unchanged clip equal to its source', async () => {
    const files = await exported(await argoverse2.read(diskTree(testdata), OPTIONS))
    for (const name of ['annotations.feather', 'city_SE3_egovehicle.feather']) {
      expect(rowsIn(files[name]!), name).toEqual(rowsAt(testdata, name))
    }
  })

  it('writes an edited box alone anew', async () => {
    const imported = await argoverse2.read(diskTree(testdata), OPTIONS)
    const [target] = cuboidsIn(imported)
    const turned = { ...target!, rotation: fromYaw(0.3), pointCount: 7 }
    const records = imported.records.map((one) => (one.id === turned.id ? turned : one))
    const files = await exported(imported, records)
    const before = rowsAt(testdata, 'annotations.feather')
    const after = rowsIn(files['annotations.feather']!)
    const changed = after.filter((row, index) => {
      return JSON.stringify(row) !== JSON.stringify(before[index])
    })
    expect(changed).toMatchObject([{ qw: Math.cos(0.15), num_interior_pts: 7, qx: 0 }])
  })

  it('writes a clip that came from elsewhere so that it reads back the same', async () => {
    const root = fileURLToPath(new URL('../sustech/testdata', import.meta.url))
    const other = await sustech.read(diskTree(root), OPTIONS)
    const again = await argoverse2.read(memoryTree(await exported(other)), OPTIONS)
    expect(again.report.refused).toEqual([])
    const before = cuboidsIn(other)
    expect(cuboidsIn(again)).toHaveLength(before.length)
    for (const [index, cuboid] of before.entries()) {
      expect(isSameCuboid(cuboidsIn(again)[index]!, cuboid)).toBe(true)
    }
    const categories = new Set(
      again.records.flatMap((one) => ('category' in one ? [one.category] : [])),
    )
    expect([...categories]).toContain('REGULAR_VEHICLE')
  })

  it('refuses what is no Arrow file, and a row that is no box beside good ones', async () => {
    await expect(
      argoverse2.read(memoryTree({ 'annotations.feather': 'ARROW1 and nothing' }), OPTIONS),
    ).rejects.toThrow(BadInputError)
    const rows = rowsAt(testdata, 'annotations.feather').map((row, index) =>
      index === 2 ? { ...row, length_m: 0 } : row,
    )
    const { columns } = readFeather(
      new Uint8Array(readFileSync(join(testdata, 'annotations.feather'))),
      '',
    )
    const bytes = writeFeather(columns, rows)
    const imported = await argoverse2.read(memoryTree({ 'annotations.feather': bytes }), OPTIONS)
    expect(imported.report.refused).toHaveLength(1)
    expect(cuboidsIn(imported)).toHaveLength(rows.length - 1)
    const files = await exported(imported)
    expect(rowsIn(files['annotations.feather']!)).toEqual(rowsIn(bytes))
  })
})

const LOG = '7fab2350-7eaf-3b7e-a39d-6937a4c1bede'
const real = sharedData('clips', 'argoverse2', LOG)

describe.skipIf(real === null)('a real Argoverse 2 log', () => {
  it('is known for certain', async () => {
    expect((await argoverse2.sniff(diskTree(real!))).score).toBeGreaterThan(0.9)
  })

  it('has in every box of its sweeps the points the data set counted', async () => {
    const imported = await argoverse2.read(diskTree(real!), OPTIONS)
    expect(imported.report.refused).toEqual([])
    expect(imported.clip.frames).toHaveLength(156)
    expect(cuboidsIn(imported)).toHaveLength(11_364)
    expect(imported.records.filter(({ kind }) => kind === 'track')).toHaveLength(114)
    let counted = 0
    for (const [index, { sweeps }] of imported.clip.frames.entries()) {
      const sweep = await sweeps[0]?.read()
      if (sweep === undefined) continue
      for (const cuboid of cuboidsIn(imported).filter(({ frame }) => frame === index)) {
        expect(countPointsInCuboid(sweep.sweep.points, cuboid)).toBe(cuboid.pointCount)
        counted += 1
      }
    }
    expect(counted).toBe(162)
  })

  it('comes out as it went in: labels, calibration, poses of its frames, sweeps', async () => {
    const imported = await argoverse2.read(diskTree(real!), OPTIONS)
    const files = await exported(imported, imported.records, true)
    for (const name of [
      'annotations.feather',
      'calibration/intrinsics.feather',
      'calibration/egovehicle_SE3_sensor.feather',
    ]) {
      expect(
        JSON.stringify(rowsIn(files[name]!)) === JSON.stringify(rowsAt(real!, name)),
        name,
      ).toBe(true)
    }
    const poses = rowsAt(real!, 'city_SE3_egovehicle.feather')
    const own = rowsIn(files['city_SE3_egovehicle.feather']!)
    expect(own).toHaveLength(156)
    const known = new Set(poses.map((row) => JSON.stringify(row)))
    expect(own.filter((row) => !known.has(JSON.stringify(row)))).toEqual([])
    const sweep = `sensors/lidar/${imported.clip.frames.find(({ sweeps }) => sweeps.length > 0)!.name}.feather`
    const [before, after] = [readFileSync(join(real!, sweep)), files[sweep]!].map((bytes) =>
      readFeather(new Uint8Array(bytes), sweep),
    )
    for (const column of ['x', 'y', 'z', 'intensity', 'laser_number']) {
      expect(String(after!.numbers(column)) === String(before!.numbers(column)), column).toBe(true)
    }
  })

  it('has the lidar at the rear axle and its cameras’ lenses', async () => {
    const tree = diskTree(real!)
    const withImage = {
      files: [
        ...tree.files,
        { path: 'sensors/cameras/ring_front_center/315966265259836000.jpg', bytes: 0 },
      ],
      read: tree.read,
    }
    const { clip } = await argoverse2.read(withImage, OPTIONS)
    const camera = clip.sensors.find(({ id }) => id === 'ring_front_center')
    expect(camera).toMatchObject({ model: { lens: 'brownConrady', widthPx: 1550 } })
    expect(distance(camera!.egoFromSensor.translation, [1.635, 0.0027, 1.398])).toBeLessThan(0.01)
  })
})

const submission = sharedData('formats', 'argoverse2', 'detection_submission')

describe.skipIf(submission === null)('real submissions', () => {
  it.each(['detections.feather', 'detections_identity.feather', 'labels.feather'])(
    '%s is written back equal in value',
    async (name) => {
      const imported = await argoverse2.read(diskTree(join(submission!, name)), OPTIONS)
      expect(cuboidsIn(imported)).toHaveLength(6)
      const files = await exported(imported)
      expect(rowsIn(files[name]!)).toEqual(rowsAt(submission!, name))
    },
  )
})
