import type { Cuboid } from '@trueline/geometry'
import { boxPoints, extremesIn } from './boxPoints.ts'
import { FEWEST_POINTS, type FitAnswer, judge, type Surroundings } from './fit.ts'
import { cuboidOf, groundUnder, spanOf } from './span.ts'

/**
 * The box with its faces on the outermost of the points inside that stand above the local ground,
 * and its bottom on the ground. Axes are kept.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the box's space.
 */
export function shrink(points: Float32Array, cuboid: Cuboid, { ground }: Surroundings): FitAnswer {
  // The ground may lie below the box.
  const inside = boxPoints(points, cuboid, { margin: [0, 0, 1], ground })
  const { span, count } = extremesIn(inside, spanOf(cuboid))
  if (count < FEWEST_POINTS) return { outcome: 'refused', why: 'tooFewPoints' }
  span.min[2] = groundUnder(ground, cuboid, span) ?? span.min[2]
  return judge(points, cuboid, cuboidOf(span, cuboid))
}
