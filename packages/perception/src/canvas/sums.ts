/** Sums over rectangles of a grid of a window, each in four looks. */
export type Sums = {
  readonly rows: number
  readonly columns: number
  /** For each corner of cells the sum of all before it in both directions. */
  readonly before: Float64Array
}

/** The sums of a grid, row by row. */
export function sumsOf(values: Float32Array, columns: number): Sums {
  const rows = values.length / columns
  const before = new Float64Array((rows + 1) * (columns + 1))
  for (let row = 0, cell = 0; row < rows; row++) {
    let sum = 0
    let at = (row + 1) * (columns + 1) + 1
    for (let column = 0; column < columns; column++, cell++, at++) {
      sum += values[cell]!
      before[at] = before[at - columns - 1]! + sum
    }
  }
  return { rows, columns, before }
}

/** The sum over a cell and those up to `reach` away from it along rows and columns. */
export function sumAround({ rows, columns, before }: Sums, cell: number, reach: number): number {
  const row = Math.floor(cell / columns)
  const column = cell - row * columns
  const top = Math.max(0, row - reach) * (columns + 1)
  const bottom = Math.min(rows, row + reach + 1) * (columns + 1)
  const left = Math.max(0, column - reach)
  const right = Math.min(columns, column + reach + 1)
  return (
    before[bottom + right]! - before[bottom + left]! - before[top + right]! + before[top + left]!
  )
}
