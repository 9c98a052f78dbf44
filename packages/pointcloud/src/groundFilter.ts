import { GROUND_MARGIN, type Grid } from './groundGrid.ts'
import { blockOf, type Tilt } from './groundTilt.ts'

/** How far ground may lie off the tilt of its surroundings: this, and this share of the distance. */
const STEP = 0.1
const BEND = 0.1

/** How far around a cell lower neighbours speak against it, in cells: past the middle of a lorry. */
const RAISED_REACH = GROUND_MARGIN

/** How far around a cell others on its level speak for it, in cells. */
const LEVEL_REACH = 4

/** A cell below more than these, with fewer than these on its level, is no ground. */
const COMPANY = 2

/** How far ground is carried into cells that show none, in cells. */
const FILL_CELLS = 8

/** Without the cells that lie alone below those around them: echoes mirrored in glass or wet ground. */
export function withoutSunken(heights: Float32Array, grid: Grid, tilt: Tilt): Float32Array {
  const { count, offsets, columns, rows, limits } = neighbours(grid, LEVEL_REACH)
  return keepWhere(heights, grid, (cell, height) => {
    const block = blockOf(grid, tilt, cell)
    const alongX = tilt.alongX[block]!
    const alongY = tilt.alongY[block]!
    let level = 0
    let above = 0
    for (let index = 0; index < count; index++) {
      const expected = height + alongX * columns[index]! + alongY * rows[index]!
      const over = heights[cell + offsets[index]!]! - expected
      // Both false for a neighbour that is not known.
      if (over > limits[index]!) above++
      else if (over >= -limits[index]! && ++level === COMPANY) return true
    }
    return above <= COMPANY
  })
}

/** Without the cells that rise above a neighbour faster than ground does. */
export function withoutRaised(heights: Float32Array, grid: Grid, tilt: Tilt): Float32Array {
  const { count, offsets, columns, rows, limits } = neighbours(grid, RAISED_REACH)
  return keepWhere(heights, grid, (cell, height) => {
    const block = blockOf(grid, tilt, cell)
    const alongX = tilt.alongX[block]!
    const alongY = tilt.alongY[block]!
    for (let index = 0; index < count; index++) {
      const expected = height + alongX * columns[index]! + alongY * rows[index]!
      if (expected - heights[cell + offsets[index]!]! > limits[index]!) return false
    }
    return true
  })
}

/** The heights for which `isKept` holds. */
function keepWhere(
  heights: Float32Array,
  { columns, rows }: Grid,
  isKept: (cell: number, height: number) => boolean,
): Float32Array {
  const kept = new Float32Array(heights.length).fill(Number.NaN)
  for (let row = GROUND_MARGIN; row < rows - GROUND_MARGIN; row++) {
    const end = (row + 1) * columns - GROUND_MARGIN
    for (let cell = row * columns + GROUND_MARGIN; cell < end; cell++) {
      const height = heights[cell]!
      if (!Number.isNaN(height) && isKept(cell, height)) kept[cell] = height
    }
  }
  return kept
}

/** The cells within a radius, nearest first so that most raised cells are told at once: the way there in cells and meters, and how far off its expected height one may lie. */
function neighbours({ columns, cell }: Grid, reach: number) {
  const found: { readonly column: number; readonly row: number; readonly distance: number }[] = []
  for (let row = -reach; row <= reach; row++) {
    for (let column = -reach; column <= reach; column++) {
      const distance = Math.hypot(column, row)
      if (distance > 0 && distance <= reach) found.push({ column, row, distance })
    }
  }
  const near = found.toSorted((a, b) => a.distance - b.distance)
  return {
    count: near.length,
    offsets: Int32Array.from(near, ({ column, row }) => row * columns + column),
    columns: Float64Array.from(near, ({ column }) => column * cell),
    rows: Float64Array.from(near, ({ row }) => row * cell),
    limits: Float64Array.from(near, ({ distance }) => STEP + BEND * distance * cell),
  }
}

/** With cells near known ground at the mean of their known neighbours, ring by ring outwards. */
export function filled(heights: Float32Array, grid: Grid): Float32Array {
  const full = heights.slice()
  const isQueued = new Uint8Array(full.length)
  let border = bordersOf(full, allCells(grid), { grid, isQueued })
  for (let ring = 0; ring < FILL_CELLS; ring++) {
    const means = Float32Array.from(border, (cell) => meanAround(full, cell, grid))
    for (let index = 0; index < border.length; index++) full[border[index]!] = means[index]!
    border = bordersOf(full, border, { grid, isQueued })
  }
  return full
}

/** The cells beside known `cells` that are not known themselves, each once; none at the very edge. */
function bordersOf(
  heights: Float32Array,
  cells: Uint32Array,
  { grid, isQueued }: { readonly grid: Grid; readonly isQueued: Uint8Array },
): Uint32Array {
  const { columns, rows } = grid
  const border = new Uint32Array(cells.length * 4)
  let count = 0
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!
    if (Number.isNaN(heights[cell]!)) continue
    for (let side = 0; side < 4; side++) {
      const next = neighbourOf(cell, side, columns)
      if (!Number.isNaN(heights[next]!) || isQueued[next] === 1) continue
      const column = next % columns
      isQueued[next] = 1
      if (column > 0 && column < columns - 1 && next > columns && next < columns * (rows - 1)) {
        border[count++] = next
      }
    }
  }
  return border.slice(0, count)
}

function allCells({ columns, rows }: Grid): Uint32Array {
  const cells = new Uint32Array(columns * rows)
  for (let cell = 0; cell < cells.length; cell++) cells[cell] = cell
  return cells
}

/** The cell on one of the four sides. */
function neighbourOf(cell: number, side: number, columns: number): number {
  const step = side < 2 ? 1 : columns
  return (side & 1) === 0 ? cell - step : cell + step
}

/** Mean of the known ones of a cell's four neighbours; NaN where none is. */
function meanAround(heights: Float32Array, cell: number, { columns }: Grid): number {
  let sum = 0
  let known = 0
  for (let side = 0; side < 4; side++) {
    const height = heights[neighbourOf(cell, side, columns)]!
    if (Number.isNaN(height)) continue
    sum += height
    known++
  }
  return sum / known
}
