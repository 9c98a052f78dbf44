import { type Cuboid, fromYaw, weightedMedian, wrapAngle } from '@trueline/geometry'
import type { Chain } from './joinLinks.ts'
import { evidenceOf } from './trackExtent.ts'

/** Rounds of Weiszfeld's search; it gains a digit in a few. */
const ROUNDS = 30
/** Within this of the center a sight weighs no more: it would hold the search where it is. */
const NEAR = 0.02

/**
 * The one cuboid, in the world, of what stands still: the geometric median of where it was seen
 * (Weiszfeld, 1937), by evidence, so that no share of outliers below half moves it far.
 *
 * @param cuboids Those of the chain's sights, with the track's size.
 */
export function stillCuboid(chain: Chain, cuboids: readonly Cuboid[]): Cuboid {
  const weights = chain.map(evidenceOf)
  const weighed = (axis: 0 | 1 | 2) =>
    cuboids.map(({ center }, index) => ({ value: center[axis], weight: weights[index]! }))
  let [x, y] = [weightedMedian(weighed(0)), weightedMedian(weighed(1))]
  for (let round = 0; round < ROUNDS; round++) {
    let [sumX, sumY, sum] = [0, 0, 0]
    for (const [index, { center }] of cuboids.entries()) {
      const pull = weights[index]! / Math.max(NEAR, Math.hypot(center[0] - x, center[1] - y))
      sumX += pull * center[0]
      sumY += pull * center[1]
      sum += pull
    }
    if (sum === 0) break
    x = sumX / sum
    y = sumY / sum
  }
  return {
    center: [x, y, weightedMedian(weighed(2))],
    extent: cuboids[0]!.extent,
    rotation: fromYaw(stillHeading(chain, weights)),
  }
}

/** The heading whose axis is the median of the axes seen, its front where most evidence has it. */
function stillHeading(chain: Chain, weights: readonly number[]): number {
  let [sin, cos] = [0, 0]
  for (const [index, { heading }] of chain.entries()) {
    sin += weights[index]! * Math.sin(2 * heading)
    cos += weights[index]! * Math.cos(2 * heading)
  }
  const mean = Math.atan2(sin, cos) / 2
  const offsets = chain.map(({ heading }, index) => ({
    // Doubled, front and rear are one; the difference is then free of the jump at π.
    value: wrapAngle(2 * (heading - mean)) / 2,
    weight: weights[index]!,
  }))
  const axis = mean + weightedMedian(offsets)
  const vote = chain.reduce(
    (sum, { heading }, index) => sum + weights[index]! * Math.sign(Math.cos(heading - axis)),
    0,
  )
  return wrapAngle(vote < 0 ? axis + Math.PI : axis)
}
