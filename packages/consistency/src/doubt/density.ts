/** How likely the values of one feature are, cell by cell; outside of the cells they never were. */
export type Density = {
  /** The middle of the first cell. */
  readonly from: number
  readonly step: number
  /** How many values the masses stand for; the less, the sooner others outweigh them. */
  readonly count: number
  /** Each cell's share of the values, 1 in all. */
  readonly mass: readonly number[]
}

/** Cells are this wide, and reach so far either way. */
export type Cells = { readonly from: number; readonly step: number; readonly count: number }

/** Nothing is more surprising: one in a thousand. */
export const MOST_SURPRISING = 3

/**
 * The kernel density of some values (Gaussian, Silverman's width, no narrower than two cells); `null` of
 * none. Linear in values and cells.
 */
export function densityOf(values: readonly number[], cells: Cells): Density | null {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return null
  const { from, step } = cells
  const width = Math.max(2 * step, silverman(finite))
  const counts = histogram(finite, cells)
  const mass = smoothed(counts, width / step)
  const total = mass.reduce((sum, one) => sum + one, 0)
  return trimmed({ from, step, count: finite.length, mass: mass.map((one) => one / total) })
}

/** Two densities as one of all their values; both have the same cells, each a stretch of them. */
export function mixed(a: Density, b: Density): Density {
  const { step } = a
  const from = Math.min(a.from, b.from)
  const placeOf = (one: Density): number => Math.round((one.from - from) / step)
  const length = Math.max(placeOf(a) + a.mass.length, placeOf(b) + b.mass.length)
  const mass = Array.from({ length }, (): number => 0)
  const count = a.count + b.count
  for (const one of [a, b]) {
    const place = placeOf(one)
    for (const [cell, share] of one.mass.entries()) {
      mass[place + cell]! += (share * one.count) / count
    }
  }
  return { from, step, count, mass }
}

/**
 * How surprising each cell's values are: `-log10` of the share of all values that are no likelier, from
 * 0 to `MOST_SURPRISING`.
 */
export function surprisesOf({ mass }: Density): readonly number[] {
  const order = mass.map((_, cell) => cell).sort((a, b) => mass[a]! - mass[b]!)
  const surprises = mass.map(() => 0)
  let below = 0
  for (const cell of order) {
    below += mass[cell]!
    surprises[cell] = surpriseOf(below)
  }
  return surprises
}

function surpriseOf(share: number): number {
  return Math.min(MOST_SURPRISING, Math.max(0, -Math.log10(Math.max(share, 1e-12))))
}

function silverman(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length
  return 1.06 * Math.sqrt(variance) * values.length ** -0.2
}

function histogram(values: readonly number[], { from, step, count }: Cells): readonly number[] {
  const counts = Array.from({ length: count }, (): number => 0)
  for (const value of values) {
    const cell = Math.round((value - from) / step)
    counts[Math.min(count - 1, Math.max(0, cell))]!++
  }
  return counts
}

/** Each count spread over the cells around as a Gaussian of so many cells. */
function smoothed(counts: readonly number[], width: number): readonly number[] {
  const reach = Math.ceil(3 * width)
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-0.5 * ((index - reach) / width) ** 2),
  )
  const result = counts.map(() => 0)
  for (const [cell, count] of counts.entries()) {
    if (count === 0) continue
    for (const [index, weight] of kernel.entries()) {
      const at = cell + index - reach
      if (at >= 0 && at < result.length) result[at]! += count * weight
    }
  }
  return result
}

/** Less than this share says nothing. */
const LEAST = 1e-4

function trimmed(density: Density): Density {
  const isTold = (share: number): boolean => share >= LEAST
  const first = density.mass.findIndex(isTold)
  const last = density.mass.findLastIndex(isTold)
  const { from, step } = density
  return { ...density, from: from + first * step, mass: density.mass.slice(first, last + 1) }
}
