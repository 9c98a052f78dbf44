import type { Cuboid } from '@trueline/geometry'
import { boxPoints, extremesIn } from './boxPoints.ts'
import { FEWEST_POINTS, type FitAnswer, judge, type Surroundings } from './fit.ts'
import { growSpan } from './growSpan.ts'
import { cuboidOf, groundUnder, type Span, spanOf } from './span.ts'

/**
 * The box of the object that a rough box stands on.
 *
 * It begins with the points in the search box that stand above the local ground, and grows each
 * face by 0.15 m while a point lies less than 0.3 m before it. Its faces then lie on the outermost
 * points and its bottom on the ground. Axes are kept; see `fitYaw` for them.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the search box's space.
 */
export function grow(points: Float32Array, search: Cuboid, { ground }: Surroundings): FitAnswer {
  // A side may become 3 times as long, all of it on one side.
  const [length, width, height] = search.extent
  const near = boxPoints(points, search, { margin: [length * 2, width * 2, height * 2], ground })
  const start = extremesIn(near, spanOf(search))
  if (start.count < FEWEST_POINTS) return { outcome: 'refused', why: 'tooFewPoints' }
  const limit: Span = {
    min: [-length * 2.5, -width * 2.5, -height * 2.5],
    max: [length * 2.5, width * 2.5, height * 2.5],
  }
  growSpan(near, start.span, limit)
  const { span } = extremesIn(near, start.span)
  span.min[2] = groundUnder(ground, search, span) ?? span.min[2]
  return judge(points, search, cuboidOf(span, search))
}
