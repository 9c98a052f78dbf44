import type { Interval } from '../intervals/interval.ts'
import { wilsonInterval } from '../intervals/proportion.ts'
import { stratifiedInterval } from '../intervals/stratified.ts'
import type { SampledStratum } from './drawSample.ts'

/** What looking at a sample showed. */
export type SampledRate = {
  /** The share that is wrong of all, not only of those that were looked at. */
  readonly rate: Interval
  readonly strata: readonly {
    readonly stratum: string
    readonly population: number
    readonly sampled: number
    readonly errors: number
    readonly rate: Interval
  }[]
}

/**
 * What a sample tells of all it was drawn from.
 *
 * @param isWrong By id, of those of the sample that were looked at; the others count as not drawn.
 * @returns `null` while a stratum has nothing that was looked at.
 */
export function sampledRate(
  sample: readonly SampledStratum[],
  isWrong: ReadonlyMap<string, boolean>,
  confidence?: number,
): SampledRate | null {
  const strata = sample.map(({ stratum, population, drawn }) => {
    const seen = drawn.filter((id) => isWrong.has(id))
    const errors = seen.filter((id) => isWrong.get(id)).length
    return { stratum, population, sampled: seen.length, errors }
  })
  if (strata.length === 0 || strata.some(({ sampled }) => sampled === 0)) return null
  return {
    rate: stratifiedInterval(strata, confidence),
    strata: strata.map((count) => ({ ...count, rate: wilsonInterval(count, confidence) })),
  }
}
