import { POINT_STRIDE } from '@trueline/pointcloud'

/** Points that hang together, seen from above: N × 4 rows of x, y, z, intensity. */
export type Cluster = Float32Array

/** Side of the cells in which points are seen to touch. */
const CELL = 0.2

/** Cells further apart than this many meters from the sensor are joined over one more gap. */
const REACH_STEP = 22

/** Beyond this nothing hangs together any more. */
const FURTHEST = 80

/**
 * The points in groups that hang together, seen from above.
 *
 * Touching cells belong together; with the distance, as beams part, cells with one or two between them
 * do as well. Points farther than 80 m along an axis are left out.
 *
 * @param cellShare 1 for cells of 0.2 m; less holds apart what stands close together.
 * @param fewest Groups of fewer points are left out.
 */
export function clustersOf(
  points: Float32Array,
  { cellShare, fewest }: { readonly cellShare: number; readonly fewest: number },
): readonly Cluster[] {
  const grid = gridOf(points, CELL * cellShare)
  const { cellOfRow } = grid
  const { ofCell, count } = groupsOf(grid, cellShare)
  const sizes = new Uint32Array(count)
  for (let row = 0; row < cellOfRow.length; row++) {
    const cell = cellOfRow[row]!
    if (cell >= 0) sizes[ofCell[cell]!]!++
  }
  const clusters = Array.from(sizes, (size) =>
    size < fewest ? null : new Float32Array(size * POINT_STRIDE),
  )
  sizes.fill(0)
  for (let row = 0; row < cellOfRow.length; row++) {
    const cell = cellOfRow[row]!
    if (cell < 0) continue
    const group = ofCell[cell]!
    const cluster = clusters[group]!
    if (cluster === null) continue
    const [from, to] = [row * POINT_STRIDE, sizes[group]!++ * POINT_STRIDE]
    for (let value = 0; value < POINT_STRIDE; value++) cluster[to + value] = points[from + value]!
  }
  return clusters.filter((cluster) => cluster !== null)
}

type CellGrid = {
  readonly columns: number
  readonly rows: number
  readonly minX: number
  readonly minY: number
  readonly side: number
  /** -1 for a point that is left out. */
  readonly cellOfRow: Int32Array
  readonly isFull: Uint8Array
}

function gridOf(points: Float32Array, side: number): CellGrid {
  let minX = FURTHEST
  let minY = FURTHEST
  let maxX = -FURTHEST
  let maxY = -FURTHEST
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    const x = points[at]!
    const y = points[at + 1]!
    if (!isNear(x, y)) continue
    minX = Math.min(minX, x)
    maxX = Math.max(maxX, x)
    minY = Math.min(minY, y)
    maxY = Math.max(maxY, y)
  }
  const columns = Math.max(1, Math.floor((maxX - minX) / side) + 1)
  const rows = Math.max(1, Math.floor((maxY - minY) / side) + 1)
  const cellOfRow = new Int32Array(points.length / POINT_STRIDE).fill(-1)
  const isFull = new Uint8Array(columns * rows)
  for (let row = 0, at = 0; row < cellOfRow.length; row++, at += POINT_STRIDE) {
    const x = points[at]!
    const y = points[at + 1]!
    if (!isNear(x, y)) continue
    const cell = Math.floor((y - minY) / side) * columns + Math.floor((x - minX) / side)
    cellOfRow[row] = cell
    isFull[cell] = 1
  }
  return { columns, rows, minX, minY, side, cellOfRow, isFull }
}

function isNear(x: number, y: number): boolean {
  return Math.abs(x) <= FURTHEST && Math.abs(y) <= FURTHEST
}

/** The group of each full cell, from 0; -1 for empty ones. */
function groupsOf({ columns, rows, minX, minY, side, isFull }: CellGrid, cellShare: number) {
  const ofCell = new Int32Array(columns * rows).fill(-1)
  // Each full cell is put on the border once.
  const border = new Int32Array(isFull.reduce((sum, one) => sum + one, 0))
  let count = 0
  for (let start = 0; start < ofCell.length; start++) {
    if (isFull[start] === 0 || ofCell[start] !== -1) continue
    ofCell[start] = count
    border[0] = start
    for (let length = 1; length > 0; ) {
      const cell = border[--length]!
      const column = cell % columns
      const row = (cell - column) / columns
      const range = Math.hypot(minX + column * side, minY + row * side)
      // Cells that hang together with one where they are full.
      const reach = cellShare < 1 ? 1 : 1 + Math.floor(range / REACH_STEP)
      const [left, right] = [Math.max(0, column - reach), Math.min(columns - 1, column + reach)]
      const lastRow = Math.min(rows - 1, row + reach)
      for (let near = Math.max(0, row - reach); near <= lastRow; near++) {
        for (let next = near * columns + left; next <= near * columns + right; next++) {
          if (isFull[next] === 0 || ofCell[next] !== -1) continue
          ofCell[next] = count
          border[length++] = next
        }
      }
    }
    count++
  }
  return { ofCell, count }
}
