import { type Cuboid, toMatrix3 } from '@trueline/geometry'
import { POINT_STRIDE } from './sweep.ts'

/** Points sorted into square cells along the ground, for many questions about small places. */
export type GridIndex = {
  /** N × 4 rows of x, y, z, intensity, cell by cell along x, then y. */
  readonly points: Float32Array
  /** The row each cell begins with, and the number of rows. */
  readonly starts: Uint32Array
  readonly minX: number
  readonly minY: number
  readonly columns: number
  readonly rows: number
}

const CELL = 1

/** Cells along an axis; what lies further out shares the last one. */
const MOST_CELLS = 512

/**
 * The points sorted for `pointsNear`; a copy, without rows that are not finite along the ground.
 *
 * About as long as four passes over the points.
 *
 * @param points N × 4 rows of x, y, z, intensity.
 */
export function gridIndexOf(points: Float32Array): GridIndex {
  const x = rangeOf(points, 0)
  const y = rangeOf(points, 1)
  const grid = { minX: x.min, minY: y.min, columns: x.cells, rows: y.cells }
  const rowCount = Math.floor(points.length / POINT_STRIDE)
  const cells = new Int32Array(rowCount)
  const starts = new Uint32Array(grid.columns * grid.rows + 1)
  for (let row = 0; row < rowCount; row++) {
    const cell = cellOf(grid, points[row * POINT_STRIDE]!, points[row * POINT_STRIDE + 1]!)
    cells[row] = cell
    if (cell >= 0) starts[cell + 1]!++
  }
  for (let cell = 1; cell < starts.length; cell++) starts[cell]! += starts[cell - 1]!
  const sorted = new Float32Array(starts[starts.length - 1]! * POINT_STRIDE)
  const next = starts.slice()
  for (let row = 0; row < rowCount; row++) {
    const cell = cells[row]!
    if (cell < 0) continue
    const from = row * POINT_STRIDE
    const to = next[cell]!++ * POINT_STRIDE
    sorted[to] = points[from]!
    sorted[to + 1] = points[from + 1]!
    sorted[to + 2] = points[from + 2]!
    sorted[to + 3] = points[from + 3]!
  }
  return { points: sorted, starts, ...grid }
}

/** A copy of the points whose place along the ground lies within `margin` of the cuboid's upright bounds. */
export function pointsNear(index: GridIndex, cuboid: Cuboid, margin: number): Float32Array {
  const { minX, maxX, minY, maxY } = footprint(cuboid, margin)
  const { columns, rows, starts } = index
  const left = column(minX - index.minX, columns)
  const right = column(maxX - index.minX, columns)
  const top = column(maxY - index.minY, rows)
  const bottom = column(minY - index.minY, rows)
  const stretch = (row: number): readonly [start: number, end: number] => [
    starts[row * columns + left]! * POINT_STRIDE,
    starts[row * columns + right + 1]! * POINT_STRIDE,
  ]
  let room = 0
  for (let row = bottom; row <= top; row++) room += stretch(row)[1] - stretch(row)[0]
  const near = new Float32Array(room)
  let length = 0
  for (let row = bottom; row <= top; row++) {
    const [start, end] = stretch(row)
    for (let at = start; at < end; at += POINT_STRIDE) {
      const x = index.points[at]!
      const y = index.points[at + 1]!
      if (x < minX || x > maxX || y < minY || y > maxY) continue
      near[length] = x
      near[length + 1] = y
      near[length + 2] = index.points[at + 2]!
      near[length + 3] = index.points[at + 3]!
      length += POINT_STRIDE
    }
  }
  return near.slice(0, length)
}

type Cells = Pick<GridIndex, 'minX' | 'minY' | 'columns' | 'rows'>

function cellOf({ minX, minY, columns, rows }: Cells, x: number, y: number): number {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return -1
  return column(y - minY, rows) * columns + column(x - minX, columns)
}

function column(distance: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(distance / CELL)))
}

/** Where the cells of an axis lie: around the points, or around their mean where they reach too far. */
function rangeOf(points: Float32Array, axis: number): { min: number; cells: number } {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let sum = 0
  let count = 0
  for (let at = axis; at < points.length; at += POINT_STRIDE) {
    const value = points[at]!
    if (!Number.isFinite(value)) continue
    if (value < min) min = value
    if (value > max) max = value
    sum += value
    count++
  }
  if (count === 0) return { min: 0, cells: 1 }
  const cells = Math.floor((max - min) / CELL) + 1
  if (cells <= MOST_CELLS) return { min, cells }
  return { min: sum / count - (MOST_CELLS / 2) * CELL, cells: MOST_CELLS }
}

/** The upright bounds of a cuboid along the ground. */
function footprint({ center, extent, rotation }: Cuboid, margin: number) {
  const m = toMatrix3(rotation)
  const reach = (row: 0 | 3): number =>
    (Math.abs(m[row]) * extent[0] +
      Math.abs(m[row + 1]!) * extent[1] +
      Math.abs(m[row + 2]!) * extent[2]) /
      2 +
    margin
  return {
    minX: center[0] - reach(0),
    maxX: center[0] + reach(0),
    minY: center[1] - reach(3),
    maxY: center[1] + reach(3),
  }
}
