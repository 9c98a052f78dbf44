import {
  frechetWithin,
  nearestOnPolyline,
  type Polyline,
  resamplePolyline,
} from '@trueline/geometry'

/** How far two lines are from one another, in meters; infinite where it is no less than `within`. */
export type LineDistance = (a: Polyline, b: Polyline, within: number) => number

/** In meters: how densely lines are looked at. */
const STEP = 1

/** Discrete Fréchet distance of two lines that run the same way, however densely they were drawn. */
export const frechetApart: LineDistance = frechetWithin

/** The same of lines that have no direction: the lesser of both ways round. */
export const frechetEitherWay: LineDistance = (a, b, within) =>
  Math.min(frechetApart(a, b, within), frechetApart(a, b.toReversed(), within))

/**
 * Chamfer distance: the mean way from each line's points, even along it, to the other line, both halved
 * together. It does not know of directions.
 */
export const chamferApart: LineDistance = (a, b, within) => {
  if (gapBetween(a, b) >= 2 * within) return Number.POSITIVE_INFINITY
  const away = (meanWay(a, b) + meanWay(b, a)) / 2
  return away < within ? away : Number.POSITIVE_INFINITY
}

/** The distances of all pairs: a row for each reference line. */
export function distancesOf(
  reference: readonly Polyline[],
  prediction: readonly Polyline[],
  { apart, within }: { readonly apart: LineDistance; readonly within: number },
): readonly (readonly number[])[] {
  return reference.map((a) => prediction.map((b) => apart(a, b, within)))
}

function meanWay(from: Polyline, to: Polyline): number {
  const points = resamplePolyline(from, STEP)
  return (
    points.reduce((sum, point) => sum + nearestOnPolyline(to, point).distance, 0) / points.length
  )
}

/** No point of one is nearer to the other than their bounds are, seen from above. */
function gapBetween(a: Polyline, b: Polyline): number {
  const [one, other] = [boundsOf(a), boundsOf(b)]
  const gap = (axis: 0 | 1): number =>
    Math.max(0, one.min[axis] - other.max[axis], other.min[axis] - one.max[axis])
  return Math.hypot(gap(0), gap(1))
}

type Bounds = { readonly min: readonly [number, number]; readonly max: readonly [number, number] }

function boundsOf(line: Polyline): Bounds {
  const min: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const max: [number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [x, y] of line) {
    min[0] = Math.min(min[0], x)
    min[1] = Math.min(min[1], y)
    max[0] = Math.max(max[0], x)
    max[1] = Math.max(max[1], y)
  }
  return { min, max }
}
