import type { Polyline } from './polyline.ts'
import { add, distance, norm, scale, type Vec3 } from './vec3.ts'

/** An end of a curve: where it is and which way it goes on there; the direction need not be of length 1. */
export type CurveEnd = { readonly point: Vec3; readonly direction: Vec3 }

/**
 * A cubic Hermite curve from one end to another, leaving and arriving in their directions, as a line
 * with points at most `spacing` apart. Both ends are kept exactly.
 *
 * @throws {RangeError} when the spacing is not positive or a direction has no length.
 */
export function hermiteCurve(from: CurveEnd, to: CurveEnd, spacing: number): Polyline {
  if (!(spacing > 0)) throw new RangeError(`Expected a positive spacing, got ${spacing}`)
  const reach = distance(from.point, to.point)
  const [leaving, arriving] = [tangent(from.direction, reach), tangent(to.direction, reach)]
  const pieces = Math.max(1, Math.ceil((CURVE_LONGER * reach) / spacing))
  return Array.from({ length: pieces + 1 }, (_, index): Vec3 => {
    if (index === 0) return from.point
    if (index === pieces) return to.point
    const t = index / pieces
    const [t2, t3] = [t * t, t * t * t]
    return add(
      add(scale(from.point, 2 * t3 - 3 * t2 + 1), scale(leaving, t3 - 2 * t2 + t)),
      add(scale(to.point, 3 * t2 - 2 * t3), scale(arriving, t3 - t2)),
    )
  })
}

/** How much longer than straight such a curve is, at most, where it turns by less than half a turn. */
const CURVE_LONGER = 1.6

function tangent(direction: Vec3, length: number): Vec3 {
  const own = norm(direction)
  if (!(own > 0)) throw new RangeError('Expected a direction, got a vector of no length')
  return scale(direction, length / own)
}
