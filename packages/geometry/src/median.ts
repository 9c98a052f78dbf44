/** The median of some values, the upper of the two middle ones; 0 of none. */
export function medianOf(values: readonly number[]): number {
  return Float64Array.from(values).sort()[values.length >> 1] ?? 0
}

/** The standard deviation that a normal distribution with this median of distances has. */
export function deviationOf(distances: readonly number[]): number {
  return 1.4826 * medianOf(distances.map(Math.abs))
}

/** The value half of whose weight lies at or below it; 0 of none. */
export function weightedMedian(
  values: readonly { readonly value: number; readonly weight: number }[],
): number {
  const sorted = values.toSorted((a, b) => a.value - b.value)
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2
  let reached = 0
  for (const { value, weight } of sorted) {
    reached += weight
    if (reached >= half) return value
  }
  return sorted.at(-1)?.value ?? 0
}
