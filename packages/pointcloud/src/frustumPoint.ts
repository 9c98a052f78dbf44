import { cross, dot, type Vec3 } from '@trueline/geometry'
import { CLEARANCE } from './boxPoints.ts'
import { rowsWhere } from './crop.ts'
import { FEWEST_POINTS, type Surroundings } from './fit.ts'
import { groundHeightAt } from './ground.ts'
import { POINT_STRIDE } from './sweep.ts'

/** The space seen through a rectangle of a picture. */
export type Frustum = {
  readonly origin: Vec3
  /** Where its four corners look, in turn around the rectangle. */
  readonly corners: readonly [Vec3, Vec3, Vec3, Vec3]
}

/** Points whose distances part by less than this stand together. */
const GAP = 0.8

/**
 * A point of the object that fills a frustum: in the middle of those that stand together, most of all
 * in it, above the ground. A lidar's points lie evenly over the picture, so that what fills the
 * rectangle has the most. `null` under 10 points.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the frustum's space.
 */
export function frustumPoint(
  points: Float32Array,
  frustum: Frustum,
  around: Surroundings,
): Vec3 | null {
  const seen = standingIn(points, frustum, around)
  const rows = Array.from({ length: seen.length / POINT_STRIDE }, (_, row) => row * POINT_STRIDE)
  const away = new Map(
    rows.map((at) => [
      at,
      Math.hypot(seen[at]! - frustum.origin[0], seen[at + 1]! - frustum.origin[1]),
    ]),
  )
  rows.sort((a, b) => away.get(a)! - away.get(b)!)
  let best: readonly number[] = []
  let start = 0
  for (let index = 1; index <= rows.length; index++) {
    const isSame =
      index < rows.length && away.get(rows[index]!)! - away.get(rows[index - 1]!)! < GAP
    if (isSame) continue
    if (index - start > best.length) best = rows.slice(start, index)
    start = index
  }
  return best.length < FEWEST_POINTS ? null : middleOf(seen, best)
}

function standingIn(
  points: Float32Array,
  { origin, corners }: Frustum,
  { ground }: Surroundings,
): Float32Array {
  const [a, b, c, d] = corners
  const middle: Vec3 = [
    a[0] + b[0] + c[0] + d[0],
    a[1] + b[1] + c[1] + d[1],
    a[2] + b[2] + c[2] + d[2],
  ]
  const sides = [cross(a, b), cross(b, c), cross(c, d), cross(d, a)].map((normal): Vec3 => {
    const sign = Math.sign(dot(normal, middle))
    return [normal[0] * sign, normal[1] * sign, normal[2] * sign]
  })
  return rowsWhere(points, (at) => {
    const x = points[at]!
    const y = points[at + 1]!
    const z = points[at + 2]!
    const ray: Vec3 = [x - origin[0], y - origin[1], z - origin[2]]
    if (dot(ray, middle) <= 0 || !sides.every((normal) => dot(normal, ray) >= 0)) return false
    const bottom = ground === null ? null : groundHeightAt(ground, x, y)
    return bottom === null || z > bottom + CLEARANCE
  })
}

/** Of some rows the point that is nearest to their mean. */
function middleOf(points: Float32Array, rows: readonly number[]): Vec3 {
  const mean = [0, 1, 2].map(
    (axis) => rows.reduce((sum, at) => sum + points[at + axis]!, 0) / rows.length,
  )
  const off = (at: number): number =>
    Math.hypot(points[at]! - mean[0]!, points[at + 1]! - mean[1]!, points[at + 2]! - mean[2]!)
  const nearest = rows.reduce((best, at) => (off(at) < off(best) ? at : best))
  return [points[nearest]!, points[nearest + 1]!, points[nearest + 2]!]
}
