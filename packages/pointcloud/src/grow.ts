import { add, type Cuboid, scale, type Vec3 } from '@trueline/geometry'
import { boxPoints, extremesIn } from './boxPoints.ts'
import { FEWEST_POINTS, type FitAnswer, judge, type Surroundings } from './fit.ts'
import { growSpan } from './growSpan.ts'
import { carryOn, cuboidOf, groundUnder, localOf, type Span, spanOf } from './span.ts'

/**
 * The box of the object that a rough box stands on.
 *
 * It begins with the points in the search box that stand above the local ground, and grows each
 * face by 0.15 m while a point lies less than 0.3 m before it. Its faces then lie on the outermost
 * points and its bottom on the ground. Axes are kept; see `fitYaw` for them. Of a side that would
 * become less than a third, the face at its end alone was seen: it keeps its length, away from the
 * sensor.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the search box's space.
 */
export function grow(
  points: Float32Array,
  search: Cuboid,
  { ground, sensor }: Surroundings,
): FitAnswer {
  // Room for a side to become more than 3 times as long, all of it to one side: never cut, but refused.
  const margin = scale(search.extent, 3.1)
  const near = boxPoints(points, search, { margin, ground })
  const start = extremesIn(near, spanOf(search))
  if (start.count < FEWEST_POINTS) return { outcome: 'refused', why: 'tooFewPoints' }
  const limit = spanOf({ ...search, extent: add(search.extent, scale(margin, 2)) })
  growSpan(near, start.span, limit)
  const { span } = extremesIn(near, start.span)
  keepHidden(span, search, localOf(search, sensor))
  span.min[2] = groundUnder(ground, search, span) ?? span.min[2]
  return judge(points, search, cuboidOf(span, search))
}

/** A side shorter than this share of the search box's is not the object's, only what is seen of it. */
const SEEN_FLAT = 1 / 3

function keepHidden(span: Span, { extent }: Cuboid, eye: Vec3): void {
  for (const axis of [0, 1] as const) {
    const side = span.max[axis] - span.min[axis]
    if (side < SEEN_FLAT * extent[axis]) carryOn(span, { axis, by: extent[axis] - side, eye })
  }
}
