import { CONFIDENCE, type Interval } from './interval.ts'
import { refuseWrong, type SampleCount, wilson } from './proportion.ts'
import { tWidth } from './quantiles.ts'

/** What was found in a stratum of a known size. */
export type StratumCount = SampleCount & { readonly population: number }

/**
 * The error rate of a population sampled by strata, each as heavy as it is large: Wilson's interval
 * with the size of the simple sample that would be as sure (Korn and Graubard, 1998). The scatter of
 * a stratum is taken a little towards that of all, so that one without errors is not taken as known.
 *
 * @throws {RangeError} when counts contradict each other, or a stratum has no sample.
 */
export function stratifiedInterval(
  strata: readonly StratumCount[],
  confidence: number = CONFIDENCE,
): Interval {
  const filled = strata.filter(({ population }) => population > 0)
  for (const count of filled) {
    refuseWrong(count)
    if (count.sampled === 0) {
      throw new RangeError(`Expected a sample of every stratum, got none of ${count.population}`)
    }
  }
  const population = filled.reduce((sum, count) => sum + count.population, 0)
  const sampled = filled.reduce((sum, count) => sum + count.sampled, 0)
  const errors = filled.reduce((sum, count) => sum + count.errors, 0)
  if (population === 0) return { estimate: Number.NaN, low: 0, high: 1 }
  const weighted = (of: (count: StratumCount) => number): number =>
    filled.reduce((sum, count) => sum + (count.population / population) * of(count), 0)
  const estimate = weighted((count) => count.errors / count.sampled)
  if (sampled === population) return { estimate, low: estimate, high: estimate }
  const usual = (errors + 0.5) / (sampled + 1)
  const rateOf = (count: StratumCount): number => (count.errors + usual) / (count.sampled + 1)
  const variance = filled.reduce((sum, count) => {
    const weight = count.population / population
    const rate = rateOf(count)
    const left = 1 - count.sampled / count.population
    return sum + (weight * weight * left * rate * (1 - rate)) / count.sampled
  }, 0)
  const rate = weighted(rateOf)
  const size = (rate * (1 - rate)) / variance
  return wilson({ estimate, size, width: tWidth(confidence, Infinity) })
}
