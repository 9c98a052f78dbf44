import { type Cuboid, toMatrix3, yawOf } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'
import type { TrainingSweep } from '@trueline/simulator'

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

/** One sweep or several in ego space, and what is to be found in them. */
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
 * A simulated sweep as a scene, the sweeps before it laid over it.
 *
 * @throws {RangeError} when it holds a category that no class stands for.
 */
export function sceneOf(simulated: TrainingSweep): Scene {
  const sweeps = [simulated, ...simulated.earlier]
  const length = sweeps.reduce((sum, { sweep }) => sum + sweep.points.length, 0)
  const points = new Float32Array(length)
  const ring = new Uint16Array(length / POINT_STRIDE)
  let start = 0
  for (const placed of sweeps) {
    placePoints(points.subarray(start), placed)
    if (placed.sweep.ring !== null) ring.set(placed.sweep.ring, start / POINT_STRIDE)
    start += placed.sweep.points.length
  }
  const hasRings = sweeps.every(({ sweep }) => sweep.ring !== null)
  const boxes = simulated.cuboids.map(({ category, cuboid }) => boxOf(category, cuboid))
  return { points, ring: hasRings ? ring : null, boxes }
}

/** Writes a sweep's points, moved into ego space, to the front of `target`. */
function placePoints(
  target: Float32Array,
  { sweep, egoFromSensor }: TrainingSweep['earlier'][number],
): void {
  const m = toMatrix3(egoFromSensor.rotation)
  const [tx, ty, tz] = egoFromSensor.translation
  const { points } = sweep
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    const x = points[at]!
    const y = points[at + 1]!
    const z = points[at + 2]!
    target[at] = m[0] * x + m[1] * y + m[2] * z + tx
    target[at + 1] = m[3] * x + m[4] * y + m[5] * z + ty
    target[at + 2] = m[6] * x + m[7] * y + m[8] * z + tz
    target[at + 3] = points[at + 3]!
  }
}

function boxOf(name: string, { center, extent, rotation }: Cuboid): SceneBox {
  const [x, y, z] = center
  const [length, width, height] = extent
  const named = CLASS_OF_CATEGORY[name]
  if (named === undefined) throw new RangeError(`Expected a known category, got ${name}`)
  const category = named === 0 && length > LONGEST_CAR ? 3 : named
  return { category, x, y, z, length, width, height, yaw: yawOf(rotation) }
}
