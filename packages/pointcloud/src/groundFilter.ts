import { GROUND_MARGIN, type Grid } from './groundGrid.ts'

/** Steepest ground, rise over run; what rises faster above its neighbours stands on the ground. */
const STEEPEST = 0.25

/** How far around a cell lower neighbours speak against it, in cells: past the middle of a lorry. */
const REACH_CELLS = GROUND_MARGIN

/** How far ground is carried into cells that show none, in cells. */
const FILL_CELLS = 8

/** Without the cells that lie deeper below the middle of those around them than ground can fall. */
export function withoutSunken(heights: Float32Array, grid: Grid): Float32Array {
  const reach = 2
  const deepest = STEEPEST * grid.cell * (reach + 1)
  const offsets = Int32Array.from(
    offsetsWithin(reach),
    ({ dRow, dColumn }) => dRow * grid.columns + dColumn,
  )
  return keepWhere(heights, grid, (cell, height) => {
    let known = 0
    let deeper = 0
    for (let index = 0; index < offsets.length; index++) {
      const other = heights[cell + offsets[index]!]!
      if (!Number.isNaN(other)) known++
      if (other - height > deepest) deeper++
    }
    return deeper * 2 <= known
  })
}

/** Without the cells that rise above a neighbour faster than ground can. */
export function withoutRaised(heights: Float32Array, grid: Grid): Float32Array {
  const near = offsetsWithin(REACH_CELLS)
  const offsets = Int32Array.from(near, ({ dRow, dColumn }) => dRow * grid.columns + dColumn)
  const limits = Float64Array.from(near, ({ distance }) => STEEPEST * grid.cell * distance)
  return keepWhere(heights, grid, (cell, height) => {
    for (let index = 0; index < offsets.length; index++) {
      // Never so for a neighbour that is not known.
      if (height - heights[cell + offsets[index]!]! > limits[index]!) return false
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

type Offset = { readonly dColumn: number; readonly dRow: number; readonly distance: number }

/** Steps to the cells within a radius, nearest first, so that most raised cells are told at once. */
function offsetsWithin(reach: number): readonly Offset[] {
  const offsets: Offset[] = []
  for (let dRow = -reach; dRow <= reach; dRow++) {
    for (let dColumn = -reach; dColumn <= reach; dColumn++) {
      const distance = Math.hypot(dColumn, dRow)
      if (distance > 0 && distance <= reach) offsets.push({ dColumn, dRow, distance })
    }
  }
  return offsets.toSorted((a, b) => a.distance - b.distance)
}

/** With cells near known ground at the mean of their known neighbours, ring by ring outwards. */
export function filled(heights: Float32Array, grid: Grid): Float32Array {
  const full = heights.slice()
  const open = openCells(full, grid)
  const means = new Float32Array(open.length)
  let count = open.length
  for (let ring = 0; ring < FILL_CELLS; ring++) {
    for (let index = 0; index < count; index++) means[index] = meanAround(full, open[index]!, grid)
    let left = 0
    for (let index = 0; index < count; index++) {
      const cell = open[index]!
      full[cell] = means[index]!
      if (Number.isNaN(means[index]!)) open[left++] = cell
    }
    count = left
  }
  return full
}

/** Mean of the known ones of a cell's four neighbours; NaN where none is. */
function meanAround(heights: Float32Array, cell: number, { columns }: Grid): number {
  let sum = 0
  let known = 0
  for (let side = 0; side < 4; side++) {
    const step = side < 2 ? 1 : columns
    const height = heights[(side & 1) === 0 ? cell - step : cell + step]!
    if (Number.isNaN(height)) continue
    sum += height
    known++
  }
  return sum / known
}

/** The cells that are not known, but those at the very edge. */
function openCells(heights: Float32Array, { columns, rows }: Grid): Uint32Array {
  const cells = new Uint32Array(heights.length)
  let count = 0
  for (let row = 1; row < rows - 1; row++) {
    for (let cell = row * columns + 1; cell < (row + 1) * columns - 1; cell++) {
      if (Number.isNaN(heights[cell]!)) cells[count++] = cell
    }
  }
  return cells.subarray(0, count)
}
