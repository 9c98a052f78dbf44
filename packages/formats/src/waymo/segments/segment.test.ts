import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compose, distance, invert, transform, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../../scripts/sharedData.ts'
import { BadInputError } from '../../badInputError.ts'
import { codecById } from '../../codecs.ts'
import { diskTree } from '../../testing/diskTree.ts'
import { memoryTree } from '../../testing/memoryTree.ts'
import { crc32c } from './crc32c.ts'
import { waymoSegment } from './segment.ts'
import { segmentFile } from './testing/segmentFile.ts'
import {
  PLANES,
  smallFrame,
  turn,
  vehicleFromCamera,
  worldFromEgoAt,
} from './testing/smallFrame.ts'

const OPTIONS = { name: 'x', onto: null }
const file = segmentFile([smallFrame(0), smallFrame(1)])
const read = (bytes: Uint8Array) => waymoSegment.read(memoryTree({ 'a.tfrecord': bytes }), OPTIONS)

describe('segments of Waymo’s first version', () => {
  it('check CRC-32C as RFC 3720 has it', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
    expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283)
  })

  it('are known by their first bytes', async () => {
    expect((await waymoSegment.sniff(memoryTree({ 'a.tfrecord': file }))).score).toBeGreaterThan(
      0.9,
    )
    expect((await waymoSegment.sniff(memoryTree({ 'a.tfrecord': file.slice(1) }))).score).toBe(0)
  })

  it('give points that lie where they were measured, however the vehicle moved meanwhile', async () => {
    const { clip } = await read(file)
    const [frame] = clip.frames
    const [sensor] = clip.sensors
    const { sweep } = await frame!.sweeps[0]!.read()
    const { worldOrigin } = clip
    const worldFromSensor = compose(frame!.worldFromEgo!, sensor!.egoFromSensor)
    const rows = sweep.points.length / 4
    // Nearly all rays meet the ground or a wall, many of them two.
    expect(rows).toBeGreaterThan(turn.inclinations.length * turn.columns * 0.7)
    let worst = 0
    for (let row = 0; row < rows; row++) {
      const [x, y, z] = sweep.points.subarray(row * 4, row * 4 + 3) as unknown as Vec3
      const local = transform(worldFromSensor, [x, y, z])
      const off = PLANES.map(({ normal, offset }) =>
        Math.abs(
          normal.reduce((sum, part, axis) => sum + part * (local[axis]! + worldOrigin[axis]!), 0) -
            offset,
        ),
      )
      worst = Math.max(worst, Math.min(...off))
    }
    expect(worst).toBeLessThan(0.002)
    expect(sweep.ring?.length).toBe(rows)
    expect(sweep.points[3]).toBeCloseTo(0.5)
  })

  it('give labels in the vehicle’s space, and boxes of images', async () => {
    const { clip, records } = await read(file)
    const cuboids = records.filter((one) => one.kind === 'cuboid')
    expect(cuboids.map(({ center, frame }) => [...center, frame])).toEqual([
      [10, 2, 1, 0],
      [11, 2, 1, 1],
    ])
    expect(new Set(cuboids.map(({ trackId }) => trackId)).size).toBe(1)
    expect(records.filter((one) => one.kind === 'box2d')).toMatchObject([
      { frame: 0, sensorId: 'FRONT', leftPx: 80, topPx: 40, rightPx: 120, bottomPx: 60 },
      { frame: 1 },
    ])
    expect(clip.name).toBe('segment-1')
    expect(clip.frames.map(({ timeUs }) => timeUs)).toEqual([
      smallFrame(0).timeUs,
      smallFrame(1).timeUs,
    ])
  })

  it('put each camera where it was when its picture was taken', async () => {
    const { clip } = await read(file)
    const image = clip.frames[1]!.images[0]!
    expect(await image.read()).toEqual(Uint8Array.of(255, 216, 1))
    // The lens looks along the vehicle’s x: a point ahead lies on its axis.
    const ahead = transform(compose(worldFromEgoAt(0.8), vehicleFromCamera), [10, 0, 0])
    const egoFromCamera = image.calibration!.egoFromSensor
    const seen = transform(invert(compose(worldFromEgoAt(0.5), egoFromCamera)), ahead)
    expect(distance(seen, [0, 0, 10])).toBeLessThan(1e-9)
    expect(image.calibration!.model).toMatchObject({ lens: 'brownConrady', focalPx: [2000, 2010] })
  })

  it('keep the records beside a broken one, which is named', async () => {
    const broken = file.slice()
    broken[40]! ^= 1
    const { clip, report } = await read(broken)
    expect(clip.frames).toHaveLength(1)
    expect(report.refused[0]?.place.en).toBe('record 0')
    expect(report.refused[0]?.expected.en).toContain('CRC-32C')
  })

  it('are refused by name where no record is whole', async () => {
    await expect(read(file.slice(0, 300))).rejects.toThrow(BadInputError)
  })

  it('are written as objects with their times', async () => {
    const imported = await read(file)
    const { exportSourceOf, filesOf } = await import('../../testing/exportSource.ts')
    const waymo = codecById('waymo')!
    const files = await filesOf(waymo.write!(exportSourceOf(imported), { withSensors: false }))
    const again = await waymo.read(memoryTree(files), OPTIONS)
    expect(again.clip.frames.map(({ timeUs }) => timeUs)).toEqual(
      imported.clip.frames.map(({ timeUs }) => timeUs),
    )
  })

  const real = join(sharedData('formats') ?? '', 'waymo/mmdet3d/val.tfrecord')
  it.runIf(existsSync(real))('of the data set are read: labels, cameras, lidars', async () => {
    const { clip, records, report } = await waymoSegment.read(diskTree(real), OPTIONS)
    expect(report.refused).toEqual([])
    expect(clip.frames.map(({ timeUs }) => timeUs)).toEqual([1_507_315_488_219_118])
    expect(records.filter((one) => one.kind === 'cuboid')).toHaveLength(18)
    expect(clip.sensors.filter(({ modality }) => modality === 'camera')).toHaveLength(5)
    expect(clip.sensors.filter(({ modality }) => modality === 'lidar').length).toBe(5)
  })
})
