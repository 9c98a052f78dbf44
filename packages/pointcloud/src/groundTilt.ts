import { GROUND_MARGIN, type Grid } from './groundGrid.ts'

/** Rise over run of the ground along x and y, for each block of the grid. */
export type Tilt = {
  readonly blockColumns: number
  readonly alongX: Float32Array
  readonly alongY: Float32Array
}

/** Side of a block, in cells: longer than a lorry, shorter than a hill. */
const BLOCK = 20

/** How far apart the two cells of a slope may be: rings of a lidar leave cells out. */
const PAIRS = [1, 2, 3]

/** Fewer slopes say nothing; the block is taken as level. */
const FEWEST = 20

/**
 * The tilt of each block of 20 m: the median of the slopes between its cells.
 *
 * What stands on the ground adds as many rises as falls, so that it does not move the median.
 */
export function tiltOf(heights: Float32Array, grid: Grid): Tilt {
  const blockColumns = Math.ceil(grid.columns / BLOCK)
  const blocks = blockColumns * Math.ceil(grid.rows / BLOCK)
  const tilt = {
    blockColumns,
    alongX: new Float32Array(blocks),
    alongY: new Float32Array(blocks),
  }
  const slopes = new Float32Array(BLOCK * BLOCK * PAIRS.length)
  for (let block = 0; block < blocks; block++) {
    tilt.alongX[block] = medianSlope({ heights, grid, slopes }, block, 1)
    tilt.alongY[block] = medianSlope({ heights, grid, slopes }, block, grid.columns)
  }
  return tilt
}

/** The block a cell lies in. */
export function blockOf({ columns }: Grid, { blockColumns }: Tilt, cell: number): number {
  const column = cell % columns
  const row = (cell - column) / columns
  return Math.floor(row / BLOCK) * blockColumns + Math.floor(column / BLOCK)
}

function medianSlope(
  { heights, grid, slopes }: { heights: Float32Array; grid: Grid; slopes: Float32Array },
  block: number,
  step: number,
): number {
  const blockColumns = Math.ceil(grid.columns / BLOCK)
  const left = (block % blockColumns) * BLOCK
  const below = Math.floor(block / blockColumns) * BLOCK
  const right = Math.min(left + BLOCK, grid.columns - GROUND_MARGIN)
  const above = Math.min(below + BLOCK, grid.rows - GROUND_MARGIN)
  let count = 0
  for (let row = below; row < above; row++) {
    for (let cell = row * grid.columns + left; cell < row * grid.columns + right; cell++) {
      const height = heights[cell]!
      if (Number.isNaN(height)) continue
      for (const pair of PAIRS) {
        const slope = (heights[cell + pair * step]! - height) / pair
        if (!Number.isNaN(slope)) slopes[count++] = slope
      }
    }
  }
  return count < FEWEST ? 0 : slopes.subarray(0, count).sort()[count >> 1]! / grid.cell
}
