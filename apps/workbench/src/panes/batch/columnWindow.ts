/** Columns of one width in a row, and what is seen of them; in CSS pixels and columns. */
export type ColumnRow = {
  readonly scrollPx: number
  readonly widthPx: number
  readonly columnPx: number
  readonly count: number
}

/** Half of those seen: so many are gone on at once; one more exists beside them on either side. */
function halfOf({ widthPx, columnPx }: ColumnRow): number {
  return Math.floor(widthPx / columnPx / 2)
}

/** Columns beside each other. */
export type ColumnWindow = { readonly first: number; readonly length: number }

/**
 * The columns that exist: those seen, and beside them those that the next scrolling shows, painted by
 * then. Their number hangs on the width alone, so that one which leaves at an end can be the one that
 * comes at the other.
 */
export function columnWindow(row: ColumnRow): ColumnWindow {
  const { scrollPx, widthPx, columnPx, count } = row
  const beside = halfOf(row) + 1
  const length = Math.min(count, Math.ceil(widthPx / columnPx) + 1 + 2 * beside)
  const first = Math.floor(scrollPx / columnPx) - beside
  return { first: Math.max(0, Math.min(count - length, first)), length }
}

/** Whether all columns that are seen exist, and no more than are wanted. */
export function showsAll(now: ColumnWindow, row: ColumnRow): boolean {
  const firstSeen = Math.floor(row.scrollPx / row.columnPx)
  const lastSeen = Math.ceil((row.scrollPx + row.widthPx) / row.columnPx) - 1
  return (
    now.length === columnWindow(row).length &&
    now.first <= firstSeen &&
    now.first + now.length > Math.min(row.count - 1, lastSeen)
  )
}

/**
 * The columns that exist a frame later, the same once all wanted do: one is made at a time while those
 * seen are there, as many at once would hold up the frame that scrolls; all where some are missing.
 */
export function nextWindow(now: ColumnWindow, row: ColumnRow): ColumnWindow {
  const target = columnWindow(row)
  if (!showsAll(now, row)) return target
  const step = Math.sign(target.first - now.first)
  return step === 0 ? now : { ...now, first: now.first + step }
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
