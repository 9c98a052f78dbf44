import { TARGET_COLUMNS, TARGET_ROWS } from './denseTargets.ts'

/** How much must be seen, and how near: cells of the targets to either side. */
export type Around = { readonly reach: number; readonly enough: number }

/** 255 for each cell of the targets around which the values sum up to enough, 0 elsewhere. */
export function seenAround(values: Uint8Array, { reach, enough }: Around): Uint8Array {
  // Sums of all before a corner, in both directions.
  const width = TARGET_COLUMNS + 1
  const before = new Uint32Array((TARGET_ROWS + 1) * width)
  for (let row = 0; row < TARGET_ROWS; row++) {
    for (let column = 0, sum = 0; column < TARGET_COLUMNS; column++) {
      sum += values[row * TARGET_COLUMNS + column]!
      before[(row + 1) * width + column + 1] = before[row * width + column + 1]! + sum
    }
  }
  const mask = new Uint8Array(TARGET_ROWS * TARGET_COLUMNS)
  for (let row = 0, cell = 0; row < TARGET_ROWS; row++) {
    const top = Math.max(0, row - reach) * width
    const bottom = Math.min(TARGET_ROWS, row + reach + 1) * width
    for (let column = 0; column < TARGET_COLUMNS; column++, cell++) {
      const left = Math.max(0, column - reach)
      const right = Math.min(TARGET_COLUMNS, column + reach + 1)
      const sum =
        before[bottom + right]! -
        before[bottom + left]! -
        before[top + right]! +
        before[top + left]!
      mask[cell] = sum >= enough ? 255 : 0
    }
  }
  return mask
}
