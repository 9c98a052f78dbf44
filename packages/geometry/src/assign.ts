/**
 * For each row the column it is paired with, or `null`: as many pairs as there can be, and of these
 * the least total cost.
 *
 * An infinite cost forbids the pair. Shortest augmenting paths (Jonker and Volgenant, 1987): cubic in
 * the smaller side.
 *
 * @param costs Rows of equal length.
 */
export function assign(costs: readonly (readonly number[])[]): readonly (number | null)[] {
  const rows = costs.length
  const columns = costs[0]?.length ?? 0
  if (rows > columns) {
    const rowOfColumn = assign(
      Array.from({ length: columns }, (_, column) => costs.map((row) => row[column]!)),
    )
    const pairs = new Array<number | null>(rows).fill(null)
    for (const [column, row] of rowOfColumn.entries()) if (row !== null) pairs[row] = column
    return pairs
  }
  const finite = costs.flat().filter(Number.isFinite)
  // One forbidden pair costs more than any choice of allowed ones can save.
  const spread = finite.reduce((most, cost) => Math.max(most, Math.abs(cost)), 1)
  const forbidden = 2 * spread * (rows + 1)
  const costAt = (row: number, column: number): number => {
    const cost = costs[row]![column]!
    return Number.isFinite(cost) ? cost : forbidden
  }
  const rowOf = pairColumns(rows, columns, costAt)
  const pairs = new Array<number | null>(rows).fill(null)
  for (const [column, row] of rowOf.entries()) {
    if (row >= 0 && Number.isFinite(costs[row]![column]!)) pairs[row] = column
  }
  return pairs
}

/** The row of each column, -1 for none; every row gets one. `rows` is at most `columns`. */
function pairColumns(
  rows: number,
  columns: number,
  costAt: (row: number, column: number) => number,
): Int32Array {
  const rowPrice = new Float64Array(rows)
  const columnPrice = new Float64Array(columns)
  const rowOf = new Int32Array(columns).fill(-1)
  const before = new Int32Array(columns)
  const distance = new Float64Array(columns)
  const isDone = new Uint8Array(columns)
  for (let start = 0; start < rows; start++) {
    before.fill(-1)
    distance.fill(Number.POSITIVE_INFINITY)
    isDone.fill(0)
    let row = start
    let from = -1
    let reached = 0
    for (;;) {
      let nearest = -1
      for (let column = 0; column < columns; column++) {
        if (isDone[column] === 1) continue
        const length = reached + costAt(row, column) - rowPrice[row]! - columnPrice[column]!
        if (length < distance[column]!) {
          distance[column] = length
          before[column] = from
        }
        if (nearest < 0 || distance[column]! < distance[nearest]!) nearest = column
      }
      isDone[nearest] = 1
      reached = distance[nearest]!
      from = nearest
      if (rowOf[nearest]! < 0) break
      row = rowOf[nearest]!
    }
    rowPrice[start] = rowPrice[start]! + reached
    for (let column = 0; column < columns; column++) {
      if (isDone[column] !== 1 || column === from) continue
      const owner = rowOf[column]!
      rowPrice[owner] = rowPrice[owner]! + reached - distance[column]!
      columnPrice[column] = columnPrice[column]! - reached + distance[column]!
    }
    while (from >= 0) {
      const previous = before[from]!
      rowOf[from] = previous < 0 ? start : rowOf[previous]!
      from = previous
    }
  }
  return rowOf
}
