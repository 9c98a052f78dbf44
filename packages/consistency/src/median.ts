/** The median of some values, the upper of the two middle ones; NaN of none. */
export function medianOf(values: readonly number[]): number {
  return Float64Array.from(values).sort()[values.length >> 1] ?? Number.NaN
}
