import { type CanvasTile, CELL, TILE_CELLS } from './canvas.ts'

/** A tile to look at. */
export type TilePicture = {
  /** The square of world space it shows: its corner with the smallest x and y. */
  readonly minX: number
  readonly minY: number
  /** RGBA, row by row along x, first the smallest y; clear where nothing is known. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>
  /** Heights of the ground to lay it on, a grid of 9 × 9 from edge to edge, row by row along x. */
  readonly heights: Float32Array<ArrayBuffer>
}

/** Corners of the height grid along a tile: one each 4 m. */
export const TILE_CORNERS = 9

/** Brightness of usual ground, and how much brighter a deviation of intensity is. */
const PLAIN = 105
const PER_DEVIATION = 18
/** From this step between neighbours on a cell is drawn as a kerb, in full at four times as much; meters. */
const LEAST_STEP = 0.05
const KERB = [96, 165, 250] as const
/** What a camera saw is shown where it was this clear or clearer. */
const CLEAR = 40
const COLOR_PULL = 0.7

/** A tile as a picture: cameras' colors where they were near, else intensity in gray; kerbs tinted. */
export function tilePicture(tile: CanvasTile): TilePicture {
  const pixels = new Uint8ClampedArray(4 * TILE_CELLS * TILE_CELLS)
  for (let cell = 0; cell < TILE_CELLS * TILE_CELLS; cell++) {
    const isSeen = tile.count[cell]! > 0
    const isClear = tile.clearness[cell]! >= CLEAR
    if (!isSeen && !isClear) continue
    const bright = isClear ? tile.luminance[cell]! : PLAIN + PER_DEVIATION * tile.level[cell]!
    const pull = isClear ? COLOR_PULL * (tile.color[cell]! - 128) : 0
    const kerb = isSeen ? Math.min(1, Math.max(0, stepAt(tile, cell) / LEAST_STEP - 1) / 3) : 0
    pixels[4 * cell] = bright + pull + kerb * (KERB[0] - bright)
    pixels[4 * cell + 1] = bright + 0.3 * pull + kerb * (KERB[1] - bright)
    pixels[4 * cell + 2] = bright - pull + kerb * (KERB[2] - bright)
    pixels[4 * cell + 3] = 255
  }
  const side = TILE_CELLS * CELL
  return { minX: tile.column * side, minY: tile.row * side, pixels, heights: heightsOf(tile) }
}

/** Between a cell's height and the lowest of those beside it in its tile; meters. */
function stepAt({ count, height }: CanvasTile, cell: number): number {
  const column = cell % TILE_CELLS
  let low = height[cell]!
  if (column > 0 && count[cell - 1]! > 0) low = Math.min(low, height[cell - 1]!)
  if (column < TILE_CELLS - 1 && count[cell + 1]! > 0) low = Math.min(low, height[cell + 1]!)
  if (cell >= TILE_CELLS && count[cell - TILE_CELLS]! > 0) {
    low = Math.min(low, height[cell - TILE_CELLS]!)
  }
  const above = cell + TILE_CELLS
  if (above < count.length && count[above]! > 0) low = Math.min(low, height[above]!)
  return height[cell]! - low
}

/** The mean height around each corner of the grid; where nothing is seen, that of the corners that know. */
function heightsOf({ count, height }: CanvasTile): Float32Array<ArrayBuffer> {
  const spacing = TILE_CELLS / (TILE_CORNERS - 1)
  const sums = new Float64Array(TILE_CORNERS * TILE_CORNERS)
  const counts = new Uint32Array(sums.length)
  for (let cell = 0; cell < count.length; cell++) {
    if (count[cell] === 0) continue
    const row = Math.round(Math.floor(cell / TILE_CELLS) / spacing)
    const corner = row * TILE_CORNERS + Math.round((cell % TILE_CELLS) / spacing)
    sums[corner]! += height[cell]!
    counts[corner]!++
  }
  const heights = Float32Array.from(sums, (sum, corner) => sum / counts[corner]!)
  while (heights.some(Number.isNaN) && !heights.every(Number.isNaN)) spreadInto(heights)
  return heights.map((known) => (Number.isNaN(known) ? 0 : known))
}

/** Gives corners beside known ones the mean of those. */
function spreadInto(heights: Float32Array): void {
  const before = heights.slice()
  for (let corner = 0; corner < heights.length; corner++) {
    if (!Number.isNaN(before[corner]!)) continue
    const column = corner % TILE_CORNERS
    const beside = [
      column > 0 ? before[corner - 1] : undefined,
      column < TILE_CORNERS - 1 ? before[corner + 1] : undefined,
      before[corner - TILE_CORNERS],
      before[corner + TILE_CORNERS],
    ].filter((height) => height !== undefined && !Number.isNaN(height))
    if (beside.length === 0) continue
    heights[corner] = beside.reduce((sum, height) => sum! + height!, 0)! / beside.length
  }
}
