import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Camera, CuboidRecord } from '@trueline/annotation'
import {
  angleBetween,
  type Cuboid,
  cornersOf,
  countPointsInCuboid,
  distance,
  invert,
  type Pixel,
  project,
  transform,
  type Vec3,
  yawOf,
} from '@trueline/geometry'
import { expect } from 'vitest'
import type { ImportedClip } from '../codec.ts'

/** A box as an independent reader worked it out. */
export type ExpectedBox = {
  readonly label_line: number
  readonly type: string
  readonly lwh: Vec3
  readonly center_lidar: Vec3
  readonly yaw_lidar: number
  readonly points_inside: number
  readonly corners_px?: readonly Pixel[]
}

/** A frame as an independent reader worked it out. */
export type ExpectedFrame = {
  readonly points: number
  readonly min: Vec3
  readonly max: Vec3
  readonly label_file?: string
  readonly boxes?: readonly ExpectedBox[]
}

/** The frames of a clip's `expected.json`, by name. */
export function readExpected(folder: string): Readonly<Record<string, ExpectedFrame>> {
  const text = readFileSync(join(folder, 'expected.json'), 'utf8')
  return (JSON.parse(text) as { frames: Readonly<Record<string, ExpectedFrame>> }).frames
}

/** The cuboids of an import. */
export function cuboidsIn({ records }: Pick<ImportedClip, 'records'>): readonly CuboidRecord[] {
  return records.filter((record) => record.kind === 'cuboid')
}

/** Expects of a frame whose ego space is the lidar's the points, boxes and pixels its oracle has. */
export async function expectFrame(
  imported: ImportedClip,
  name: string,
  expected: ExpectedFrame,
): Promise<void> {
  const { frames, sensors } = imported.clip
  const index = frames.findIndex((frame) => frame.name === name)
  const { points } = (await frames[index]!.sweeps[0]!.read()).sweep
  expect(points, name).toHaveLength(4 * expected.points)
  const [least, most] = boundsOf(points)
  for (const axis of [0, 1, 2] as const) {
    expect(least[axis]).toBeCloseTo(expected.min[axis], 3)
    expect(most[axis]).toBeCloseTo(expected.max[axis], 3)
  }
  const cuboids = cuboidsIn(imported).filter(({ frame }) => frame === index)
  expect(cuboids, name).toHaveLength(expected.boxes?.length ?? 0)
  const camera = sensors.find((sensor): sensor is Camera => sensor.modality === 'camera')
  const calibration = frames[index]!.images[0]?.calibration ?? camera
  for (const box of expected.boxes ?? []) {
    const place = `${name} ${box.type} at line ${box.label_line}`
    const cuboid = nearest(cuboids, box.center_lidar)
    expect(distance(cuboid.center, box.center_lidar), place).toBeLessThan(1e-3)
    expect(distance(cuboid.extent, box.lwh), place).toBeLessThan(1e-9)
    expect(Math.abs(angleBetween(yawOf(cuboid.rotation), box.yaw_lidar))).toBeLessThan(1e-3)
    expect(countPointsInCuboid(points, cuboid), place).toBe(box.points_inside)
    if (calibration && box.corners_px) expectCorners(cuboid, calibration, box.corners_px)
  }
}

function expectCorners(
  cuboid: Cuboid,
  { egoFromSensor, model }: Pick<Camera, 'egoFromSensor' | 'model'>,
  corners: readonly Pixel[],
): void {
  const cameraFromEgo = invert(egoFromSensor)
  const pixels = cornersOf(cuboid).flatMap((corner) => {
    const pixel = model && project(model, transform(cameraFromEgo, corner))
    return pixel ? [pixel] : []
  })
  for (const [x, y] of corners) {
    const off = Math.min(...pixels.map(([u, v]) => Math.hypot(u - x, v - y)))
    expect(off).toBeLessThan(0.5)
  }
}

function nearest(cuboids: readonly CuboidRecord[], place: Vec3): CuboidRecord {
  const off = ({ center }: CuboidRecord): number => distance(center, place)
  return cuboids.toSorted((a, b) => off(a) - off(b))[0]!
}

function boundsOf(points: Float32Array): readonly [number[], number[]] {
  const least = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const most = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let at = 0; at < points.length; at++) {
    const axis = at % 4
    if (axis === 3) continue
    least[axis] = Math.min(least[axis]!, points[at]!)
    most[axis] = Math.max(most[axis]!, points[at]!)
  }
  return [least, most]
}
