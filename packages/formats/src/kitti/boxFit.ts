import { type Cuboid, toMatrix3 } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'

/** Points this close inside a side count twice: that is where a box drawn on its points has them. */
const RIM = 0.15
/** Points this close outside a side count against it. */
const SHELL = 0.4
/** The ground is left out, as it is inside and outside alike. */
const GROUND = 0.25
/** Keeps a box of three points from being a perfect fit. */
const FEW = 5

/**
 * How well the sides of cuboids stand on the points of a sweep, 0 to 2: the share of the points around
 * that are inside, and of those just inside, meaned over the cuboids.
 *
 * A box a decimeter off loses the points of a side: told apart are frames of a moving scene.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the cuboids' space.
 */
export function fitOf(points: Float32Array, cuboids: readonly Cuboid[]): number {
  if (cuboids.length === 0) return 0
  return cuboids.reduce((sum, cuboid) => sum + fitOfOne(points, cuboid), 0) / cuboids.length
}

function fitOfOne(points: Float32Array, { center, extent, rotation }: Cuboid): number {
  const m = toMatrix3(rotation)
  const [length, width, height] = extent
  const reach = Math.hypot(length, width, height) / 2 + SHELL
  let inside = 0
  let rim = 0
  let shell = 0
  for (let at = 0; at + 2 < points.length; at += POINT_STRIDE) {
    const x = points[at]! - center[0]
    const y = points[at + 1]! - center[1]
    if (!(Math.abs(x) < reach && Math.abs(y) < reach)) continue
    const z = points[at + 2]! - center[2]
    const up = m[2] * x + m[5] * y + m[8] * z + height / 2
    if (!(up > GROUND && up < height)) continue
    const along = Math.abs(m[0] * x + m[3] * y + m[6] * z) - length / 2
    const across = Math.abs(m[1] * x + m[4] * y + m[7] * z) - width / 2
    const outside = Math.max(along, across)
    if (outside <= 0) inside += 1
    if (outside <= 0 && outside > -RIM) rim += 1
    if (outside > 0 && outside < SHELL) shell += 1
  }
  return (inside + rim) / (inside + shell + FEW)
}
