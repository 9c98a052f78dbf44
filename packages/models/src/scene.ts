import { type Cuboid, toMatrix3, yawOf } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'
import type { trainingSweep } from '@trueline/simulator'

/** A box that is to be found, upright; `z` is its center's. */
export type SceneBox = {
  /** Index of its class in `recipe.json`. */
  readonly category: number
  readonly x: number
  readonly y: number
  readonly z: number
  readonly length: number
  readonly width: number
  readonly height: number
  readonly yaw: number
}

/** A sweep in ego space and what is to be found in it. */
export type Scene = {
  /** N × 4 rows of x, y, z, intensity. */
  readonly points: Float32Array
  readonly ring: Uint16Array | null
  readonly boxes: readonly SceneBox[]
}

/** Longer boxes are large vehicles, whatever they are called: from above, a long van is a lorry. */
const LONGEST_CAR = 6.2

const CLASS_OF_CATEGORY: Readonly<Record<string, number>> = {
  Car: 0,
  Van: 0,
  Pedestrian: 1,
  Cyclist: 2,
  Motorbike: 2,
  Truck: 3,
  Bus: 3,
  Trailer: 3,
}

/**
 * A simulated sweep as a scene.
 *
 * @throws {RangeError} when it holds a category that no class stands for.
 */
export function sceneOf({
  sweep,
  egoFromSensor,
  cuboids,
}: ReturnType<typeof trainingSweep>): Scene {
  const m = toMatrix3(egoFromSensor.rotation)
  const [tx, ty, tz] = egoFromSensor.translation
  const points = sweep.points.slice()
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    const x = points[at]!
    const y = points[at + 1]!
    const z = points[at + 2]!
    points[at] = m[0] * x + m[1] * y + m[2] * z + tx
    points[at + 1] = m[3] * x + m[4] * y + m[5] * z + ty
    points[at + 2] = m[6] * x + m[7] * y + m[8] * z + tz
  }
  const boxes = cuboids.map(({ category, cuboid }) => boxOf(category, cuboid))
  return { points, ring: sweep.ring, boxes }
}

function boxOf(name: string, { center, extent, rotation }: Cuboid): SceneBox {
  const [x, y, z] = center
  const [length, width, height] = extent
  const named = CLASS_OF_CATEGORY[name]
  if (named === undefined) throw new RangeError(`Expected a known category, got ${name}`)
  const category = named === 0 && length > LONGEST_CAR ? 3 : named
  return { category, x, y, z, length, width, height, yaw: yawOf(rotation) }
}
