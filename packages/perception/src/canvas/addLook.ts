import { type Canvas, type CanvasTile, CELL, TILE, TILE_CELLS, tileKey } from './canvas.ts'

/** What a camera sees of a place of the ground. */
export type Sight = {
  /** How clearly, 1..255; 0 where it does not see it. */
  clearness: number
  /** Brightness, and color from blue (0) over neutral (128) to yellow (255). */
  luminance: number
  color: number
}

/** One moment of a camera over a canvas. */
export type Look = {
  /** Where the camera is, and how far the ground is looked at around it; world space. */
  readonly x: number
  readonly y: number
  readonly reach: number
  /**
   * Writes what is seen at a place into `sight`, whose clearness is at first that of the clearest look
   * there so far: what is no clearer need not be looked at.
   */
  readonly see: (place: readonly [x: number, y: number, z: number], sight: Sight) => void
}

/** Cells of known height that a cell without one may lean on, to either side. */
const NEAR = 2

/** Puts a camera's look at the ground onto the canvas: in each cell whose height is known the clearest stays. */
export function addLook(canvas: Canvas, look: Look): void {
  const { x, y, reach } = look
  for (let row = Math.floor((y - reach) / TILE); row <= (y + reach) / TILE; row++) {
    for (let column = Math.floor((x - reach) / TILE); column <= (x + reach) / TILE; column++) {
      const tile = canvas.tiles.get(tileKey(column, row))
      if (tile !== undefined) addToTile(tile, look)
    }
  }
}

function addToTile(tile: CanvasTile, { x, y, reach, see }: Look): void {
  const sight: Sight = { clearness: 0, luminance: 0, color: 0 }
  const place: [number, number, number] = [0, 0, 0]
  for (let row = 0, cell = 0; row < TILE_CELLS; row++) {
    place[1] = tile.row * TILE + (row + 0.5) * CELL
    const awayY = place[1] - y
    const widest = reach * reach - awayY * awayY
    for (let column = 0; column < TILE_CELLS; column++, cell++) {
      place[0] = tile.column * TILE + (column + 0.5) * CELL
      const awayX = place[0] - x
      if (awayX * awayX > widest) continue
      place[2] = heightNear(tile, column, row)
      if (Number.isNaN(place[2])) continue
      sight.clearness = tile.clearness[cell]!
      see(place, sight)
      if (sight.clearness <= tile.clearness[cell]!) continue
      tile.clearness[cell] = sight.clearness
      tile.luminance[cell] = sight.luminance
      tile.color[cell] = sight.color
    }
  }
}

/** The height of a cell or of one close by; NaN where none is known. */
function heightNear({ count, height }: CanvasTile, column: number, row: number): number {
  const own = row * TILE_CELLS + column
  if (count[own]! > 0) return height[own]!
  for (let away = 1; away <= NEAR; away++) {
    if (column >= away && count[own - away]! > 0) return height[own - away]!
    if (column + away < TILE_CELLS && count[own + away]! > 0) return height[own + away]!
    const rows = away * TILE_CELLS
    if (row >= away && count[own - rows]! > 0) return height[own - rows]!
    if (row + away < TILE_CELLS && count[own + rows]! > 0) return height[own + rows]!
  }
  return Number.NaN
}
