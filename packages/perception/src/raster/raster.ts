import { type Ground, POINT_STRIDE } from '@trueline/pointcloud'
import { heightsAbove } from './heightsAbove.ts'

/** What a raster of points looks like: where its cells lie and where its slices of height end. */
export type RasterRecipe = {
  /** Corner of the first cell. */
  readonly minX: number
  readonly minY: number
  /** Side of a cell. */
  readonly cell: number
  readonly columns: number
  readonly rows: number
  /** Ascending heights above the ground: from each to the next is a slice. */
  readonly heightEdges: readonly number[]
}

/** Points in a slice of a cell, and in a whole cell, from which on more make no difference. */
const FULL_SLICE = 7
const FULL_CELL = 31
const SLICE_SHARES = sharesOf(FULL_SLICE)
const CELL_SHARES = sharesOf(FULL_CELL)
/** The height above the ground that stands for 1 in the channels of the highest and the lowest. */
const HEIGHT_UNIT = 3

/**
 * The points above the ground as an image that a network reads, seen from above.
 *
 * Channel by channel, in each row by row along y, in a row along x. A slice holds the logarithm of
 * how many points of its heights lie in the cell, 1 from 7 points on; the channel after the slices
 * that of all of them together, 1 from 31 on; the last two the highest and the lowest of them, in
 * units of 3 m. An empty cell is 0 throughout. Intensity is left out: no two sensors agree on it.
 * Points below the first edge or from the last on, off the raster, or where the ground is not known
 * are passed over. Several sweeps moved into one space are rasterised in one call: more points only
 * fill cells up. About 15 ms for 120,000 points on 512 × 512 cells.
 *
 * @param points N × 4 rows of x, y, z, intensity, z up, in the space of the ground.
 */
export function rasterOf(points: Float32Array, ground: Ground, recipe: RasterRecipe): Float32Array {
  const { minX, minY, columns, rows } = recipe
  const edges = Float64Array.from(recipe.heightEdges)
  const slices = edges.length - 1
  const perCell = 1 / recipe.cell
  const cells = columns * rows
  const bottom = edges[0]!
  const top = edges[slices]!
  const heights = heightsAbove(ground, points)
  const raster = new Float32Array((slices + 3) * cells)
  const total = raster.subarray(slices * cells, (slices + 1) * cells)
  const highest = raster.subarray((slices + 1) * cells, (slices + 2) * cells)
  const lowest = raster.subarray((slices + 2) * cells)
  for (let point = 0, at = 0; point < heights.length; point++, at += POINT_STRIDE) {
    const height = heights[point]!
    const column = Math.floor((points[at]! - minX) * perCell)
    const row = Math.floor((points[at + 1]! - minY) * perCell)
    if (!(height >= bottom && height < top)) continue
    if (!(column >= 0 && column < columns && row >= 0 && row < rows)) continue
    const cell = row * columns + column
    let slice = 0
    while (height >= edges[slice + 1]!) slice++
    raster[slice * cells + cell]!++
    const share = height / HEIGHT_UNIT
    if (total[cell]!++ === 0) {
      highest[cell] = share
      lowest[cell] = share
    } else if (share > highest[cell]!) highest[cell] = share
    else if (share < lowest[cell]!) lowest[cell] = share
  }
  for (let at = 0; at < slices * cells; at++) {
    const count = raster[at]!
    if (count > 0) raster[at] = count < FULL_SLICE ? SLICE_SHARES[count]! : 1
  }
  for (let cell = 0; cell < cells; cell++) {
    const count = total[cell]!
    if (count > 0) total[cell] = count < FULL_CELL ? CELL_SHARES[count]! : 1
  }
  return raster
}

/** Each count up to a full one as a share of that, on a logarithmic scale. */
function sharesOf(full: number): Float32Array {
  return Float32Array.from({ length: full + 1 }, (_, count) => Math.log1p(count) / Math.log1p(full))
}
