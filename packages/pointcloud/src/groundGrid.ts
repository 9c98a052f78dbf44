import type { Ground } from './ground.ts'
import { smallest } from './smallest.ts'
import { POINT_STRIDE } from './sweep.ts'

const CELL = 1
const REACH = 200
const SAMPLES = 1024

/** Which of a cell's heights counts as ground: low, yet above the few echoes from below it. */
const LOW_SHARE = 0.2

/** Cells on each side that hold no point: who looks at neighbours need not look for the edge. */
export const GROUND_MARGIN = 6

/** Where the cells of a ground lie. */
export type Grid = Omit<Ground, 'heights'>

/** The grid of a ground: around the points, no further than 200 m from their middle. */
export function gridAround(points: Float32Array): Grid {
  // Strays do not move a median.
  const middleX = medianOf(points, 0)
  const middleY = medianOf(points, 1)
  let minX = middleX
  let maxX = middleX
  let minY = middleY
  let maxY = middleY
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    const x = points[at]!
    const y = points[at + 1]!
    if (x < minX && x >= middleX - REACH) minX = x
    else if (x > maxX && x <= middleX + REACH) maxX = x
    if (y < minY && y >= middleY - REACH) minY = y
    else if (y > maxY && y <= middleY + REACH) maxY = y
  }
  const margin = GROUND_MARGIN * CELL
  return {
    minX: minX - margin,
    minY: minY - margin,
    cell: CELL,
    columns: Math.floor((maxX - minX) / CELL) + 1 + 2 * GROUND_MARGIN,
    rows: Math.floor((maxY - minY) / CELL) + 1 + 2 * GROUND_MARGIN,
  }
}

/** The middle of every so many values of a column. */
function medianOf(points: Float32Array, column: number): number {
  const rows = Math.floor(points.length / POINT_STRIDE)
  const stride = Math.max(1, Math.floor(rows / SAMPLES))
  const sample: number[] = []
  for (let row = 0; row < rows; row += stride) {
    const value = points[row * POINT_STRIDE + column]!
    if (Number.isFinite(value)) sample.push(value)
  }
  return sample.toSorted((a, b) => a - b)[sample.length >> 1] ?? 0
}

/** The low percentile of the heights in each cell; NaN in an empty one. */
export function lowHeights(points: Float32Array, grid: Grid): Float32Array {
  const { minX, minY, columns, rows } = grid
  const perCell = 1 / grid.cell
  const pointCount = points.length / POINT_STRIDE
  const cellOfPoint = new Int32Array(pointCount)
  const starts = new Uint32Array(columns * rows + 1)
  for (let point = 0, at = 0; point < pointCount; point++, at += POINT_STRIDE) {
    const x = (points[at]! - minX) * perCell
    const y = (points[at + 1]! - minY) * perCell
    const isOn = x >= 0 && x < columns && y >= 0 && y < rows
    const cell = isOn && Number.isFinite(points[at + 2]!) ? (y | 0) * columns + (x | 0) : -1
    cellOfPoint[point] = cell
    if (cell >= 0) starts[cell + 1]!++
  }
  for (let cell = 0; cell < columns * rows; cell++) starts[cell + 1]! += starts[cell]!
  const heights = new Float32Array(starts[columns * rows]!)
  const next = starts.slice()
  for (let point = 0; point < pointCount; point++) {
    const cell = cellOfPoint[point]!
    if (cell >= 0) heights[next[cell]!++] = points[point * POINT_STRIDE + 2]!
  }
  const low = new Float32Array(columns * rows).fill(Number.NaN)
  for (let cell = 0; cell < low.length; cell++) {
    const start = starts[cell]!
    const end = starts[cell + 1]!
    if (end > start)
      low[cell] = smallest(heights, { start, end }, Math.floor((end - start) * LOW_SHARE))
  }
  return low
}
