/** Columns of one width in a row, and what is seen of them; in CSS pixels and columns. */
export type ColumnRow = {
  readonly scrollPx: number
  readonly widthPx: number
  readonly columnPx: number
  readonly count: number
}

/** So many columns beside those that are seen exist too, on either side. */
const BESIDE = 2

/**
 * The columns that exist: those seen and a few beside them. Their number hangs on the width alone, so
 * that one which leaves at an end can be the one that comes at the other.
 */
export function columnWindow({ scrollPx, widthPx, columnPx, count }: ColumnRow): {
  readonly first: number
  readonly length: number
} {
  const length = Math.min(count, Math.ceil(widthPx / columnPx) + 1 + 2 * BESIDE)
  const first = Math.floor(scrollPx / columnPx) - BESIDE
  return { first: Math.max(0, Math.min(count - length, first)), length }
}

/** Where to scroll to so that a column is seen, and the one after it in either direction; as it is where they are. */
export function scrollShowing(
  index: number,
  { scrollPx, widthPx, columnPx, count }: ColumnRow,
): number {
  const has = widthPx >= 3 * columnPx ? 1 : 0
  const from = Math.max(0, index - has) * columnPx
  const to = Math.min(count, index + 1 + has) * columnPx - widthPx
  return Math.max(0, Math.min(from, Math.max(to, scrollPx)))
}
