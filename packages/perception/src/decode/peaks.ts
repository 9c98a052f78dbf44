import type { Channels } from './output.ts'

/**
 * The cells of a channel that are at least `from` and the highest of the 3 × 3 around them, ascending.
 *
 * Of equal neighbours the first counts.
 */
export function peaksOf(
  { data, start }: Channels,
  size: { readonly rows: number; readonly columns: number },
  from: number,
): readonly number[] {
  const { rows, columns } = size
  const peaks: number[] = []
  for (let row = 0, cell = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, cell++) {
      const value = data[start + cell]!
      if (value < from) continue
      if (isPeak(data, start + cell, { row, column, rows, columns })) peaks.push(cell)
    }
  }
  return peaks
}

function isPeak(
  data: Float32Array,
  at: number,
  place: {
    readonly row: number
    readonly column: number
    readonly rows: number
    readonly columns: number
  },
): boolean {
  const { row, column, rows, columns } = place
  const value = data[at]!
  for (let down = -1; down <= 1; down++) {
    if (row + down < 0 || row + down >= rows) continue
    for (let right = -1; right <= 1; right++) {
      if (column + right < 0 || column + right >= columns) continue
      const step = down * columns + right
      const other = data[at + step]!
      if (step < 0 ? other >= value : other > value) return false
    }
  }
  return true
}
