import { betaQuantile, logGamma } from './beta.ts'
import { CONFIDENCE, type Interval } from './interval.ts'
import { tWidth } from './quantiles.ts'

/** How many of those that were looked at are wrong. */
export type SampleCount = {
  readonly errors: number
  readonly sampled: number
  /** Of how many they were drawn without putting back; `null`: of ever so many. */
  readonly population: number | null
}

/**
 * Wilson's score interval of an error rate (1927): near its confidence on the average, and never
 * without width. Of a finite population the sample counts for as many as tell as much of an infinite one.
 *
 * @throws {RangeError} when the counts contradict each other.
 */
export function wilsonInterval(count: SampleCount, confidence: number = CONFIDENCE): Interval {
  refuseWrong(count)
  const { errors, sampled, population } = count
  if (sampled === 0) return { estimate: Number.NaN, low: 0, high: 1 }
  const estimate = errors / sampled
  if (sampled === population) return { estimate, low: estimate, high: estimate }
  const scale = population === null ? 1 : (population - 1) / (population - sampled)
  return wilson({ estimate, size: sampled * scale, width: tWidth(confidence, Infinity) })
}

/**
 * Clopper and Pearson's interval (1934): never surer than it says, so wider than it would have to be.
 * Of a finite population the tails are those of drawing without putting back.
 *
 * @throws {RangeError} when the counts contradict each other.
 */
export function exactInterval(count: SampleCount, confidence: number = CONFIDENCE): Interval {
  refuseWrong(count)
  const { errors, sampled, population } = count
  if (sampled === 0) return { estimate: Number.NaN, low: 0, high: 1 }
  const estimate = errors / sampled
  const tail = (1 - confidence) / 2
  if (population !== null) return { estimate, ...finiteBounds({ ...count, population }, tail) }
  const low = errors === 0 ? 0 : betaQuantile(tail, errors, sampled - errors + 1)
  const high = errors === sampled ? 1 : betaQuantile(1 - tail, errors + 1, sampled - errors)
  return { estimate, low, high }
}

/** Wilson's interval around a rate that tells as much as `size` independent draws. */
export function wilson(args: {
  readonly estimate: number
  readonly size: number
  readonly width: number
}): Interval {
  const { estimate, size, width } = args
  const squared = width * width
  const middle = (estimate + squared / (2 * size)) / (1 + squared / size)
  const half =
    (width / (1 + squared / size)) *
    Math.sqrt((estimate * (1 - estimate)) / size + squared / (4 * size * size))
  return {
    estimate,
    low: Math.max(0, Math.min(estimate, middle - half)),
    high: Math.min(1, Math.max(estimate, middle + half)),
  }
}

/** The least and the most wrong ones in all under which so many in the sample are no rare thing. */
function finiteBounds(
  { errors, sampled, population }: SampleCount & { readonly population: number },
  tail: number,
): { readonly low: number; readonly high: number } {
  const least = errors
  const most = population - (sampled - errors)
  const isTooFew = (all: number): boolean => atLeast({ errors, sampled, population, all }) < tail
  const isTooMany = (all: number): boolean => atMost({ errors, sampled, population, all }) < tail
  const low = firstWhere((all) => !isTooFew(all), least, most)
  const high = firstWhere((all) => isTooMany(all), least, most + 1) - 1
  // The rate of a sample need not be one that whole numbers of all make.
  const estimate = errors / sampled
  return {
    low: Math.min(estimate, low / population),
    high: Math.max(estimate, high / population),
  }
}

/** The first whole number of a range from which on something holds; its end where it never does. */
function firstWhere(holds: (value: number) => boolean, from: number, to: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

type Draw = {
  readonly errors: number
  readonly sampled: number
  readonly population: number
  /** How many of all are wrong. */
  readonly all: number
}

function atLeast(draw: Draw): number {
  let sum = 0
  for (let k = draw.errors; k <= Math.min(draw.sampled, draw.all); k++) sum += chance(draw, k)
  return sum
}

function atMost(draw: Draw): number {
  let sum = 0
  for (let k = 0; k <= draw.errors; k++) sum += chance(draw, k)
  return sum
}

/** The hypergeometric distribution. */
function chance({ sampled, population, all }: Draw, errors: number): number {
  const right = population - all
  if (errors > all || sampled - errors > right || errors < 0) return 0
  return Math.exp(
    logChoose(all, errors) + logChoose(right, sampled - errors) - logChoose(population, sampled),
  )
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}

/** @throws {RangeError} when the counts contradict each other. */
export function refuseWrong({ errors, sampled, population }: SampleCount): void {
  const areWhole = Number.isSafeInteger(errors) && Number.isSafeInteger(sampled) && errors >= 0
  if (areWhole && errors <= sampled && sampled <= (population ?? sampled)) return
  const of = population === null ? '' : ` of ${population}`
  throw new RangeError(
    `Expected at most as many errors as were sampled, and samples as there are: ${errors} errors in ${sampled}${of}`,
  )
}
