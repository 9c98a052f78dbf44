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

/** What counts and heights become, for rasters made elsewhere. */
export const COUNTS = {
  /** By count, up to a full one. */
  sliceShares: SLICE_SHARES,
  cellShares: CELL_SHARES,
  heightUnit: HEIGHT_UNIT,
} as const

/** Channels of a recipe's raster: its slices, all of them, the highest, the lowest. */
export function channelCountOf({ heightEdges }: Pick<RasterRecipe, 'heightEdges'>): number {
  return heightEdges.length + 2
}

/**
 * The points above the ground as an image that a network reads, seen from above.
 *
 * Channel by channel, in each row by row along y, in a row along x. A slice holds the logarithm of
 * how many points of its heights lie in the cell, 1 from 7 points on; the channel after the slices
 * that of all of them together, 1 from 31 on; the last two the highest and the lowest of them, in
 * units of 3 m. An empty cell is 0 throughout. Intensity is left out: no two sensors agree on it.
 * Points below the first edge or from the last on, off the raster, or where the ground is not known
 * are passed over. Several sweeps moved into one space are rasterised in one call: more points only
 * fill cells up. About 12 ms for 120,000 points on 512 × 512 cells.
 *
 * @param points N × 4 rows of x, y, z, intensity, z up, in the space of the ground.
 */
export function rasterOf(points: Float32Array, ground: Ground, recipe: RasterRecipe): Float32Array {
  const { columns, rows } = recipe
  const minX = Math.fround(recipe.minX)
  const minY = Math.fround(recipe.minY)
  const perCell = Math.fround(1 / recipe.cell)
  const edges = Float32Array.from(recipe.heightEdges)
  const slices = edges.length - 1
  const cells = columns * rows
  const bottom = edges[0]!
  const top = edges[slices]!
  // An import is looked up anew each time round.
  const stride = POINT_STRIDE
  const heights = heightsAbove(ground, points)
  const counts = new Uint8Array((slices + 1) * cells)
  const raster = new Float32Array((slices + 3) * cells)
  for (let point = 0, at = 0; point < heights.length; point++, at += stride) {
    const height = heights[point]!
    if (!(height >= bottom && height < top)) continue
    // Rounded to float32 step by step, as on a GPU.
    const column = Math.fround(Math.fround(points[at]! - minX) * perCell)
    const row = Math.fround(Math.fround(points[at + 1]! - minY) * perCell)
    if (!(column >= 0 && column < columns && row >= 0 && row < rows)) continue
    const cell = (row | 0) * columns + (column | 0)
    let slice = 0
    while (height >= edges[slice + 1]!) slice++
    const inSlice = slice * cells + cell
    const ofSlice = counts[inSlice]!
    if (ofSlice < FULL_SLICE) {
      counts[inSlice] = ofSlice + 1
      raster[inSlice] = SLICE_SHARES[ofSlice + 1]!
    }
    const inCell = slices * cells + cell
    const ofCell = counts[inCell]!
    if (ofCell < FULL_CELL) {
      counts[inCell] = ofCell + 1
      raster[inCell] = CELL_SHARES[ofCell + 1]!
    }
    const share = height / HEIGHT_UNIT
    const highest = inCell + cells
    const lowest = highest + cells
    if (ofCell === 0) {
      raster[highest] = share
      raster[lowest] = share
    } else if (share > raster[highest]!) raster[highest] = share
    else if (share < raster[lowest]!) raster[lowest] = share
  }
  return raster
}

/** Each count up to a full one as a share of that, on a logarithmic scale. */
function sharesOf(full: number): Float32Array {
  return Float32Array.from({ length: full + 1 }, (_, count) => Math.log1p(count) / Math.log1p(full))
}
