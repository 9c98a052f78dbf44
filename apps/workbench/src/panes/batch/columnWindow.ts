/** Columns of one width in a row, and what is seen of them; in CSS pixels and columns. */
export type ColumnRow = {
  readonly scrollPx: number
  readonly widthPx: number
  readonly columnPx: number
  readonly count: number
}

/** Half of those seen: so many are gone on at once, and so many exist beside them on either side. */
function halfOf({ widthPx, columnPx }: ColumnRow): number {
  return Math.floor(widthPx / columnPx / 2)
}

/**
 * The columns that exist: those seen, and beside them those that the next scrolling shows, painted by
 * then. Their number hangs on the width alone, so that one which leaves at an end can be the one that
 * comes at the other.
 */
export function columnWindow(row: ColumnRow): { readonly first: number; readonly length: number } {
  const { scrollPx, widthPx, columnPx, count } = row
  const beside = Math.max(1, halfOf(row))
  const length = Math.min(count, Math.ceil(widthPx / columnPx) + 1 + 2 * beside)
  const first = Math.floor(scrollPx / columnPx) - beside
  return { first: Math.max(0, Math.min(count - length, first)), length }
}

/**
 * Where to scroll to so that a column is seen, and the one after it in either direction: as it is where
 * they are, else by half of what is seen at once, so that columns stand still from step to step.
 */
export function scrollShowing(index: number, row: ColumnRow): number {
  const { scrollPx, widthPx, columnPx, count } = row
  const half = halfOf(row)
  const rim = half > 1 ? 1 : 0
  const last = Math.max(0, count * columnPx - widthPx)
  const leastPx = Math.min(last, (index + 1 + rim) * columnPx - widthPx)
  const mostPx = Math.max(0, (index - rim) * columnPx)
  // No column is cut by the left rim.
  const toPx = Math.ceil(index + 1 + half - widthPx / columnPx) * columnPx
  if (scrollPx < leastPx) return Math.min(last, toPx)
  if (scrollPx > mostPx) return Math.max(0, (index - half) * columnPx)
  return scrollPx
}
