import { type Vec3, weightedMedian } from '@trueline/geometry'
import type { Chain } from './joinLinks.ts'
import type { Sighting } from './sighting.ts'

/** The best-seen share of a track's sights that its size is taken from, and how many these are at least. */
const BEST_SHARE = 1 / 3
const FEWEST = 5

/**
 * How much a sight shows of its object: points where they were counted, else what a lidar's density
 * leaves at its range; times its score.
 */
export function evidenceOf({ pointCount, range, score }: Sighting): number {
  // An object covers as many beams as its solid angle has: they thin out with the square of the range.
  const shown = pointCount ?? 20_000 / Math.max(5, range) ** 2
  return score * Math.sqrt(shown)
}

/** The one size of a track: for each axis the median, by evidence, over its best-seen sights. */
export function trackExtent(chain: Chain): Vec3 {
  const byEvidence = chain.toSorted((a, b) => evidenceOf(b) - evidenceOf(a))
  const best = byEvidence.slice(0, Math.max(FEWEST, Math.ceil(chain.length * BEST_SHARE)))
  const along = (axis: 0 | 1 | 2): number =>
    weightedMedian(best.map((one) => ({ value: one.cuboid.extent[axis], weight: evidenceOf(one) })))
  return [along(0), along(1), along(2)]
}
