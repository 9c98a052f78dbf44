import { quantileOf } from '../intervals/quantiles.ts'

/** How a figure spreads: not one number, but where most of it lies and how far the rest goes. */
export type Distribution = {
  readonly count: number
  readonly mean: number
  readonly median: number
  readonly p90: number
  readonly p95: number
  readonly max: number
  /** How many lie in each of `bins` equal parts of 0 to `binsTo`; what lies beyond is in the last. */
  readonly bins: readonly number[]
  readonly binsTo: number
}

const BINS = 20

/** The distribution of figures from 0 up; `null` of none. */
export function distributionOf(values: readonly number[], binsTo: number): Distribution | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const bins = new Array<number>(BINS).fill(0)
  for (const value of sorted) bins[Math.min(BINS - 1, Math.floor((value / binsTo) * BINS))]! += 1
  return {
    count: sorted.length,
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    median: quantileOf(sorted, 0.5),
    p90: quantileOf(sorted, 0.9),
    p95: quantileOf(sorted, 0.95),
    max: sorted.at(-1)!,
    ...{ bins, binsTo },
  }
}
