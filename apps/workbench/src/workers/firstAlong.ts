import type { Vec3 } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'

/** How much further away a point may be than another and still be preferred for lying nearer the ray. */
const DEPTH_TOLERANCE = 0.5

/**
 * The point that a narrow cone meets first: of the nearest half meter of points in it, the one
 * closest to its axis. `null` when no point is in it.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the ray's space.
 */
export function firstAlong(
  points: Float32Array,
  ray: { readonly origin: Vec3; readonly direction: Vec3; readonly spread: number },
): Vec3 | null {
  const [originX, originY, originZ] = ray.origin
  const [directionX, directionY, directionZ] = ray.direction
  const widest = Math.tan(ray.spread) ** 2
  let first = Number.POSITIVE_INFINITY
  let best = -1
  let bestOffAxis = Number.POSITIVE_INFINITY
  // Twice over the points: how near the first one is, then which of those beside it is meant.
  for (const pass of ['depth', 'choice'] as const) {
    for (let at = 0; at < points.length; at += POINT_STRIDE) {
      const x = points[at]! - originX
      const y = points[at + 1]! - originY
      const z = points[at + 2]! - originZ
      const depth = x * directionX + y * directionY + z * directionZ
      if (!(depth > 0) || depth > first + DEPTH_TOLERANCE) continue
      const offAxis = (x * x + y * y + z * z - depth * depth) / (depth * depth)
      if (offAxis > widest) continue
      if (pass === 'depth') first = Math.min(first, depth)
      else if (offAxis < bestOffAxis) {
        bestOffAxis = offAxis
        best = at
      }
    }
  }
  return best < 0 ? null : [points[best]!, points[best + 1]!, points[best + 2]!]
}
