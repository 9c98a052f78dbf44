/** Cells that are set, row by row. */
export type Mask = { readonly cells: Uint8Array; readonly rows: number; readonly columns: number }

/** Neighbours clockwise from the one above, as row and column steps. */
export const AROUND = [
  [-1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
  [1, 0],
  [1, -1],
  [0, -1],
  [-1, -1],
] as const

/**
 * The middle lines of what is set, one cell wide: Zhang and Suen, "A fast parallel algorithm for
 * thinning digital patterns" (1984).
 */
export function thin({ cells, rows, columns }: Mask): Mask {
  const left = cells.slice()
  const alive = new Set<number>()
  left.forEach((value, cell) => {
    if (value === 1) alive.add(cell)
  })
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false
    for (const isFirst of [true, false]) {
      const gone = [...alive].filter((cell) =>
        isOuter({ cells: left, rows, columns }, cell, isFirst),
      )
      for (const cell of gone) {
        left[cell] = 0
        alive.delete(cell)
      }
      hasChanged ||= gone.length > 0
    }
  }
  return { cells: left, rows, columns }
}

function isOuter(mask: Mask, cell: number, isFirst: boolean): boolean {
  const around = neighbours(mask, cell)
  const count = around.reduce((sum, value) => sum + value, 0)
  if (count < 2 || count > 6) return false
  let rises = 0
  for (let index = 0; index < 8; index++) {
    if (around[index] === 0 && around[(index + 1) % 8] === 1) rises++
  }
  if (rises !== 1) return false
  const [up, , right, , down, , left] = around
  return isFirst
    ? up! * right! * down! === 0 && right! * down! * left! === 0
    : up! * right! * left! === 0 && up! * down! * left! === 0
}

/** The eight cells around one, 0 outside of the mask. */
export function neighbours({ cells, rows, columns }: Mask, cell: number): readonly number[] {
  const [row, column] = [Math.floor(cell / columns), cell % columns]
  return AROUND.map(([down, right]) => {
    const [r, c] = [row + down, column + right]
    return r < 0 || r >= rows || c < 0 || c >= columns ? 0 : cells[r * columns + c]!
  })
}
