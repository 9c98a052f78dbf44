import { type Cuboid, type Pose, toMatrix4 } from '@trueline/geometry'
import { cropPoints } from './crop.ts'
import { POINT_STRIDE } from './sweep.ts'
import { createVoxels } from './voxels.ts'

/** How much of a merged cloud is kept. */
export type MergeLimits = {
  /** One point a cube of this side is kept, the first that came. */
  readonly voxel: number
  /** Above this the cubes are made twice as large, as often as need be. */
  readonly mostPoints: number
}

/** A cloud on its way into another space. */
export type MergePart = {
  /** N × 4 rows of x, y, z, intensity in the source space. */
  readonly points: Float32Array
  /** `worldFromEgo` of the frame; `invert(poseOf(cuboid))` for an object's own space. */
  readonly targetFromSource: Pose
  /** Only what lies in this cuboid of the source space, grown by the margin; `null` for all. */
  readonly within: { readonly cuboid: Cuboid; readonly margin: number } | null
}

/** A merged cloud being made. */
export type Merge = {
  /** Takes one cloud in; it may be dropped afterwards. */
  readonly add: (part: MergePart) => void
  /** A copy of the merged points: N × 4 rows of x, y, z, intensity in the target space. */
  readonly points: () => Float32Array
}

/** A merged cloud that begins empty. Its memory grows with `mostPoints`, never with what was added. */
export function startMerge(limits: MergeLimits): Merge {
  const voxels = createVoxels(limits)
  const moved = new Float64Array(POINT_STRIDE)
  return {
    add({ points, targetFromSource, within }) {
      const part = within === null ? points : cropPoints(points, { kind: 'cuboid', ...within })
      const m = toMatrix4(targetFromSource)
      const at = (index: number): number => m[index]!
      for (let row = 0; row < part.length; row += POINT_STRIDE) {
        const x = part[row]!
        const y = part[row + 1]!
        const z = part[row + 2]!
        moved[0] = at(0) * x + at(1) * y + at(2) * z + at(3)
        moved[1] = at(4) * x + at(5) * y + at(6) * z + at(7)
        moved[2] = at(8) * x + at(9) * y + at(10) * z + at(11)
        moved[3] = part[row + 3]!
        voxels.add(moved, 0)
      }
    },
    points: voxels.points,
  }
}

/**
 * The clouds of several frames in one space, thinned out; each part is read when its turn comes, so
 * that a generator holds one at a time.
 */
export function mergeByPose(parts: Iterable<MergePart>, limits: MergeLimits): Float32Array {
  const merge = startMerge(limits)
  for (const part of parts) merge.add(part)
  return merge.points()
}
