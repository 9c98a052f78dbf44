import type { Ground } from './ground.ts'
import { POINT_STRIDE } from './sweep.ts'

const CELL = 1
const REACH = 200
const SAMPLES = 1024

/** Which of a cell's heights counts as ground: low, yet above the few echoes from below it. */
const LOW_SHARE = 0.2

/** Cells on each side that hold no point: who looks at neighbours need not look for the edge. */
export const GROUND_MARGIN = 4

/** Where the cells of a ground lie. */
export type Grid = Omit<Ground, 'heights'>

/** The grid of a ground: around the points, no further than 200 m from their middle. */
export function gridAround(points: Float32Array): Grid {
  const x = spanOf(points, 0)
  const y = spanOf(points, 1)
  return {
    minX: x.min - GROUND_MARGIN * CELL,
    minY: y.min - GROUND_MARGIN * CELL,
    cell: CELL,
    columns: Math.floor((x.max - x.min) / CELL) + 1 + 2 * GROUND_MARGIN,
    rows: Math.floor((y.max - y.min) / CELL) + 1 + 2 * GROUND_MARGIN,
  }
}

/** Where the points lie along an axis, cut at the reach: strays do not move a median. */
function spanOf(points: Float32Array, axis: number): { min: number; max: number } {
  const rows = Math.floor(points.length / POINT_STRIDE)
  const stride = Math.max(1, Math.floor(rows / SAMPLES))
  const sample: number[] = []
  for (let row = 0; row < rows; row += stride) {
    const value = points[row * POINT_STRIDE + axis]!
    if (Number.isFinite(value)) sample.push(value)
  }
  const middle = sample.toSorted((a, b) => a - b)[sample.length >> 1] ?? 0
  let min = middle
  let max = middle
  for (let at = axis; at < points.length; at += POINT_STRIDE) {
    const value = points[at]!
    if (value < min && value >= middle - REACH) min = value
    if (value > max && value <= middle + REACH) max = value
  }
  return { min, max }
}

/** The low percentile of the heights in each cell; NaN in an empty one. */
export function lowHeights(points: Float32Array, grid: Grid): Float32Array {
  const { minX, minY, columns, rows } = grid
  const perCell = 1 / grid.cell
  const pointCount = points.length / POINT_STRIDE
  const cellOfPoint = new Int32Array(pointCount)
  const starts = new Uint32Array(columns * rows + 1)
  for (let point = 0, at = 0; point < pointCount; point++, at += POINT_STRIDE) {
    const column = Math.floor((points[at]! - minX) * perCell)
    const row = Math.floor((points[at + 1]! - minY) * perCell)
    const isOn = column >= 0 && column < columns && row >= 0 && row < rows
    const cell = isOn && Number.isFinite(points[at + 2]!) ? row * columns + column : -1
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

/** The value `rank` places above the least of a stretch, which is left in another order (Hoare's selection). */
function smallest(
  values: Float32Array,
  stretch: { readonly start: number; readonly end: number },
  rank: number,
): number {
  let left = stretch.start
  let right = stretch.end - 1
  const wanted = left + rank
  while (left < right) {
    const pivot = values[(left + right) >> 1]!
    let i = left
    let j = right
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i <= j) {
        const swap = values[i]!
        values[i++] = values[j]!
        values[j--] = swap
      }
    }
    if (wanted <= j) right = j
    else if (wanted >= i) left = i
    else break
  }
  return values[wanted]!
}
