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
 */
export function clustersOf(points: Float32Array, cellShare: number): readonly Cluster[] {
  const grid = gridOf(points, CELL * cellShare)
  const groups = groupsOf(grid, cellShare)
  const sizes = new Uint32Array(groups.count)
  const groupOf = (cell: number): number => (cell < 0 ? -1 : groups.ofCell[cell]!)
  for (const cell of grid.cellOfRow) if (cell >= 0) sizes[groupOf(cell)]!++
  const clusters = Array.from(sizes, (size) => new Float32Array(size * POINT_STRIDE))
  sizes.fill(0)
  grid.cellOfRow.forEach((cell, row) => {
    const group = groupOf(cell)
    if (group < 0) return
    const at = row * POINT_STRIDE
    clusters[group]!.set(points.subarray(at, at + POINT_STRIDE), sizes[group]!++ * POINT_STRIDE)
  })
  return clusters
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
function groupsOf(grid: CellGrid, cellShare: number) {
  const { columns, rows, isFull } = grid
  const ofCell = new Int32Array(columns * rows).fill(-1)
  let count = 0
  for (let start = 0; start < ofCell.length; start++) {
    if (isFull[start] === 0 || ofCell[start] !== -1) continue
    ofCell[start] = count
    const border = [start]
    for (let cell = border.pop(); cell !== undefined; cell = border.pop()) {
      for (const next of around(grid, cell, cellShare)) {
        if (isFull[next] === 0 || ofCell[next] !== -1) continue
        ofCell[next] = count
        border.push(next)
      }
    }
    count++
  }
  return { ofCell, count }
}

/** The cells that hang together with one where they are full. */
function* around(grid: CellGrid, cell: number, cellShare: number): Generator<number> {
  const { columns, rows, minX, minY, side } = grid
  const column = cell % columns
  const row = (cell - column) / columns
  const range = Math.hypot(minX + column * side, minY + row * side)
  const reach = cellShare < 1 ? 1 : 1 + Math.floor(range / REACH_STEP)
  for (let down = -reach; down <= reach; down++) {
    if (row + down < 0 || row + down >= rows) continue
    for (let right = -reach; right <= reach; right++) {
      if (column + right < 0 || column + right >= columns) continue
      yield cell + down * columns + right
    }
  }
}
