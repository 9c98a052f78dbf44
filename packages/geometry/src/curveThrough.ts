import { type CurveEnd, hermiteCurve } from './hermite.ts'
import type { Polyline } from './polyline.ts'
import { distance, scale, subtract, type Vec3 } from './vec3.ts'

/** Knots nearer than this are one. In meters. */
const ONE = 1e-6

/**
 * A smooth line through knots, with points at most `spacing` apart; every knot is a point of it. At each knot it
 * leads along the chord from the one before to the one after, as Catmull and Rom's curves (1974) do, and at the
 * ends straight to the next. Of fewer than three different knots they are what it is.
 *
 * @throws {RangeError} when the spacing is not positive.
 */
export function curveThrough(knots: Polyline, spacing: number): Polyline {
  if (!(spacing > 0)) throw new RangeError(`Expected a positive spacing, got ${spacing}`)
  const apart = knots.filter(
    (knot, index) => index === 0 || distance(knot, knots[index - 1]!) > ONE,
  )
  if (apart.length < 3) return apart
  const ends = apart.map(
    (point, index): CurveEnd => ({ point, direction: directionAt(apart, index) }),
  )
  return ends.slice(1).flatMap((end, index) => {
    const piece = hermiteCurve(ends[index]!, end, spacing)
    return index === 0 ? piece : piece.slice(1)
  })
}

function directionAt(knots: Polyline, index: number): Vec3 {
  const [before, here, after] = [knots[index - 1], knots[index]!, knots[index + 1]]
  if (before === undefined) return subtract(after!, here)
  if (after === undefined) return subtract(here, before)
  // Of unlike chords the shorter counts more, so that the curve does not swing out over it.
  const [a, b] = [distance(before, here), distance(here, after)]
  const [back, ahead] = [scale(subtract(here, before), 1 / a), scale(subtract(after, here), 1 / b)]
  const mean: Vec3 = [
    back[0] * b + ahead[0] * a,
    back[1] * b + ahead[1] * a,
    back[2] * b + ahead[2] * a,
  ]
  return Math.hypot(...mean) > ONE ? mean : ahead
}
