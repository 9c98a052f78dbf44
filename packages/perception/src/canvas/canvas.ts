/** Side of a cell and of a tile; meters. */
export const CELL = 0.25
export const TILE = 32
/** Cells along a tile. */
export const TILE_CELLS = TILE / CELL

/** What is known of a square of the ground, row by row along x in world space, first the smallest y. */
export type CanvasTile = {
  /** The tile covers x from `column` to `column + 1` tile sides, y from `row` likewise. */
  readonly column: number
  readonly row: number
  /** Points of lidar sweeps in each cell. */
  readonly count: Uint16Array
  /** Mean of their intensity, in deviations from the median of its distance from the sensor. */
  readonly level: Float32Array
  /** Mean of their heights; world space. */
  readonly height: Float32Array
  /** The clearest look a camera had: 0 none, 255 from near by. */
  readonly clearness: Uint8Array
  /** Its brightness, and its color from blue (0) over neutral (128) to yellow (255). */
  readonly luminance: Uint8Array
  readonly color: Uint8Array
  /** How often it was driven over, and the sum of the unit vectors of the directions. */
  readonly driven: Float32Array
  readonly directionX: Float32Array
  readonly directionY: Float32Array
}

/** A rectangle of world space. */
export type Region = {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

/** The ground of a clip seen from above, in tiles that are made where something is known. */
export type Canvas = {
  /** Outside of it nothing is kept. */
  readonly region: Region
  /** By `tileKey`. */
  readonly tiles: ReadonlyMap<number, CanvasTile>
  /** The tile at a column and a row, made where there is none; `null` outside of the region, or when no more may be made. */
  readonly tileAt: (column: number, row: number) => CanvasTile | null
}

/**
 * An empty canvas. Its memory grows with the region that is seen, 26 bytes a cell (0.43 MB a tile), up to
 * `mostTiles`, never with the sweeps.
 */
export function createCanvas(region: Region, mostTiles = Number.POSITIVE_INFINITY): Canvas {
  const tiles = new Map<number, CanvasTile>()
  return {
    region,
    tiles,
    tileAt(column, row) {
      const key = tileKey(column, row)
      const known = tiles.get(key)
      if (known !== undefined) return known
      if (tiles.size >= mostTiles || !touches(region, column, row)) return null
      const made = emptyTile(column, row)
      tiles.set(key, made)
      return made
    },
  }
}

/** The number of a tile in a canvas's map. */
export function tileKey(column: number, row: number): number {
  return (column + 0x8000) * 0x10000 + (row + 0x8000)
}

function touches({ minX, minY, maxX, maxY }: Region, column: number, row: number): boolean {
  const isBeside = (column + 1) * TILE <= minX || column * TILE >= maxX
  return !isBeside && (row + 1) * TILE > minY && row * TILE < maxY
}

function emptyTile(column: number, row: number): CanvasTile {
  const cells = TILE_CELLS * TILE_CELLS
  return {
    column,
    row,
    count: new Uint16Array(cells),
    level: new Float32Array(cells),
    height: new Float32Array(cells),
    clearness: new Uint8Array(cells),
    luminance: new Uint8Array(cells),
    color: new Uint8Array(cells),
    driven: new Float32Array(cells),
    directionX: new Float32Array(cells),
    directionY: new Float32Array(cells),
  }
}
