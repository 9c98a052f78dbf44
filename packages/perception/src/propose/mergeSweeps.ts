import { IDENTITY_POSE, type Pose, toMatrix3 } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'

/** A sweep on its way into the ego space of the frame that is looked at. */
export type AlignedSweep = {
  /** N × 4 rows of x, y, z, intensity in the ego space of its own frame, all of its lidars together. */
  readonly points: Float32Array
  /** That space in the ego space of the frame; the identity for the frame's own sweep. */
  readonly egoFromSweep: Pose
  /** Seconds before the frame. */
  readonly age: number
}

/** Sweeps as one cloud. */
export type MergedSweeps = {
  /** N × 4 rows of x, y, z, intensity in the ego space of the frame. */
  readonly points: Float32Array
  /** N seconds before the frame; `null`: all of them at it. */
  readonly ages: Float32Array | null
}

/** The sweeps in the frame's ego space, each behind the other; a single one of the frame is not copied. */
export function mergeSweeps(sweeps: readonly AlignedSweep[]): MergedSweeps {
  const [only, ...others] = sweeps
  if (only !== undefined && others.length === 0 && only.egoFromSweep === IDENTITY_POSE) {
    return { points: only.points, ages: null }
  }
  const length = sweeps.reduce((sum, { points }) => sum + points.length, 0)
  const points = new Float32Array(length)
  const ages = new Float32Array(length / POINT_STRIDE)
  let start = 0
  for (const sweep of sweeps) {
    put(points.subarray(start, start + sweep.points.length), sweep)
    ages.fill(sweep.age, start / POINT_STRIDE, (start + sweep.points.length) / POINT_STRIDE)
    start += sweep.points.length
  }
  return { points, ages }
}

function put(target: Float32Array, { points, egoFromSweep }: AlignedSweep): void {
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = toMatrix3(egoFromSweep.rotation)
  const [x, y, z] = egoFromSweep.translation
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    const px = points[at]!
    const py = points[at + 1]!
    const pz = points[at + 2]!
    target[at] = xx * px + xy * py + xz * pz + x
    target[at + 1] = yx * px + yy * py + yz * pz + y
    target[at + 2] = zx * px + zy * py + zz * pz + z
    target[at + 3] = points[at + 3]!
  }
}
