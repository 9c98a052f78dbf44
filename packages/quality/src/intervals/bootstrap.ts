import { CONFIDENCE, type Interval } from './interval.ts'
import { quantileOf } from './quantiles.ts'

/** Even numbers in [0, 1). */
export type Random = () => number

/** How a bootstrap is made. */
export type Resampling = {
  readonly random: Random
  /** How often it is drawn anew. */
  readonly rounds: number
  readonly confidence?: number
}

/**
 * What a figure is, and between what it lies when its items are drawn anew (Efron, 1979; percentiles).
 * Rounds in which there is no such figure are left out.
 */
export function bootstrapInterval<Item>(
  items: readonly Item[],
  figure: (items: readonly Item[]) => number,
  { random, rounds, confidence = CONFIDENCE }: Resampling,
): Interval {
  const estimate = figure(items)
  const figures: number[] = []
  for (let round = 0; round < rounds; round++) {
    const value = figure(redrawn(items, random))
    if (!Number.isNaN(value)) figures.push(value)
  }
  return { estimate, ...middleOf(figures, confidence) }
}

/** As many items, each drawn from all. */
export function redrawn<Item>(items: readonly Item[], random: Random): readonly Item[] {
  return items.map(() => items[Math.floor(random() * items.length)]!)
}

/** Between what the middle of some figures lies; the figures are sorted in place. */
export function middleOf(
  figures: number[],
  confidence: number,
): { readonly low: number; readonly high: number } {
  figures.sort((a, b) => a - b)
  const tail = (1 - confidence) / 2
  return { low: quantileOf(figures, tail), high: quantileOf(figures, 1 - tail) }
}
