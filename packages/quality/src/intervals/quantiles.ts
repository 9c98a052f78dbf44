import { betaQuantile } from './beta.ts'

/**
 * How many standard errors to each side hold so much of Student's t distribution.
 *
 * @param freedom Degrees of freedom; `Infinity` for the normal distribution.
 */
export function tWidth(confidence: number, freedom: number): number {
  // Beyond so many degrees the two agree to the digits that anybody reads.
  const degrees = Math.min(freedom, 1e7)
  const x = betaQuantile(1 - confidence, degrees / 2, 0.5)
  return Math.sqrt((degrees * (1 - x)) / x)
}

/** The value below which so much of a list lies, between its entries in proportion; `NaN` of none. */
export function quantileOf(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (high - low) * (at - below)
}
