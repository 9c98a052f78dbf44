/** Edge of a tile of rays: large enough to save edge tests, small enough to miss the empty ones. */
export const TILE = 16

/** For each tile of a grid a depth behind which nothing can be seen. */
export type TileDepth = {
  readonly columns: number
  /** Row after row of tiles; `Infinity` where something may still be seen through. */
  readonly farthest: Float64Array
  readonly clear: () => void
}

/** Tile depths of a grid, nothing hidden yet. */
export function createTileDepth(grid: {
  readonly rows: number
  readonly columns: number
}): TileDepth {
  const columns = Math.ceil(grid.columns / TILE)
  const farthest = new Float64Array(columns * Math.ceil(grid.rows / TILE)).fill(Infinity)
  return { columns, farthest, clear: () => farthest.fill(Infinity) }
}

/** Whether all rays of a window are covered by what is nearer than `depth`. */
export function isHidden(
  { columns, farthest }: TileDepth,
  window: Int32Array,
  depth: number,
): boolean {
  const lastRow = Math.floor(window[1]! / TILE)
  const lastColumn = Math.floor(window[3]! / TILE)
  for (let row = Math.floor(window[0]! / TILE); row <= lastRow; row++) {
    for (let column = Math.floor(window[2]! / TILE); column <= lastColumn; column++) {
      if (farthest[row * columns + column]! > depth) return false
    }
  }
  return true
}
