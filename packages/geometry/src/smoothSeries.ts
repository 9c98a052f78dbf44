import { deviationOf } from './median.ts'

/** A value measured at some of the times of a series. */
export type Series = {
  /** In seconds, ascending. */
  readonly times: readonly number[]
  /** `null` where nothing was measured. */
  readonly values: readonly (number | null)[]
  /** How much a measurement is to be believed; 1 for the usual. */
  readonly weights: readonly number[]
}

/** What is known of a series before it is measured. */
export type SeriesNoise = {
  /** Standard deviation of a measurement, */
  readonly value: number
  /** and of the second derivative of what is measured. */
  readonly bend: number
}

/** Rounds in which measurements far off the curve lose weight. */
const ROUNDS = 5
/** Two frames a source gives one time are taken to be this far apart. */
const SHORTEST = 1e-3

/**
 * The smooth curve through a series, at all of its times, gaps filled: least squares of measurements and
 * of second differences (Whittaker, 1923; Eilers, 2003), reweighted so that outliers do not count
 * (Cauchy's weights).
 *
 * Linear in the number of times. Without measurements it is 0 throughout.
 */
export function smoothSeries(series: Series, noise: SeriesNoise): readonly number[] {
  const { times, values, weights } = series
  let trust: readonly number[] = values.map((value, index) =>
    value === null ? 0 : weights[index]!,
  )
  if (!trust.some((weight) => weight > 0)) return times.map(() => 0)
  let curve: readonly number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    curve = solve({ times, values, weights: trust }, noise)
    const off = values.map((value, index) => (value === null ? 0 : value - curve[index]!))
    const measured = off.filter((_, index) => values[index] !== null)
    const scale = Math.max(deviationOf(measured), noise.value / 4)
    trust = values.map((value, index) => {
      return value === null ? 0 : weights[index]! / (1 + (off[index]! / (2 * scale)) ** 2)
    })
  }
  return curve
}

/** Solves (W + D'D) z = W y, whose matrix has two diagonals on each side, by its LDL' factors. */
function solve({ times, values, weights }: Series, noise: SeriesNoise): readonly number[] {
  const count = times.length
  const diagonal = new Float64Array(count)
  const first = new Float64Array(count)
  const second = new Float64Array(count)
  const right = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    diagonal[i] = weights[i]! / noise.value ** 2
    right[i] = ((values[i] ?? 0) * weights[i]!) / noise.value ** 2
  }
  for (let i = 1; i + 1 < count; i++) {
    const before = Math.max(SHORTEST, times[i]! - times[i - 1]!)
    const after = Math.max(SHORTEST, times[i + 1]! - times[i]!)
    const a = 2 / (before * (before + after))
    const c = 2 / (after * (before + after))
    const b = -(a + c)
    const stiffness = 1 / noise.bend ** 2
    diagonal[i - 1] = diagonal[i - 1]! + stiffness * a * a
    diagonal[i] = diagonal[i]! + stiffness * b * b
    diagonal[i + 1] = diagonal[i + 1]! + stiffness * c * c
    first[i - 1] = first[i - 1]! + stiffness * a * b
    first[i] = first[i]! + stiffness * b * c
    second[i - 1] = second[i - 1]! + stiffness * a * c
  }
  return solveBanded({ diagonal, first, second }, right)
}

type Banded = {
  readonly diagonal: Float64Array
  /** Row i, column i + 1; and i + 2. */
  readonly first: Float64Array
  readonly second: Float64Array
}

function solveBanded({ diagonal, first, second }: Banded, right: Float64Array): readonly number[] {
  const count = diagonal.length
  const [pivots, one, two] = [0, 1, 2].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const solution = Float64Array.from(right)
  for (let i = 0; i < count; i++) {
    const [p1, l1] = i > 0 ? [pivots[i - 1]!, one[i - 1]!] : [0, 0]
    const [p2, l2] = i > 1 ? [pivots[i - 2]!, two[i - 2]!] : [0, 0]
    pivots[i] = Math.max(diagonal[i]! - p1 * l1 * l1 - p2 * l2 * l2, Number.MIN_VALUE)
    const carried = i > 0 ? p1 * l1 * two[i - 1]! : 0
    one[i] = (first[i]! - carried) / pivots[i]!
    two[i] = second[i]! / pivots[i]!
    solution[i] = solution[i]! - l1 * (solution[i - 1] ?? 0) - l2 * (solution[i - 2] ?? 0)
  }
  for (let i = count - 1; i >= 0; i--) {
    solution[i] =
      solution[i]! / pivots[i]! -
      one[i]! * (solution[i + 1] ?? 0) -
      two[i]! * (solution[i + 2] ?? 0)
  }
  return [...solution]
}
