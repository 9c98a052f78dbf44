import { WINDOW } from '../lanes/laneGraph.ts'
import { type Canvas, type CanvasTile, CELL, TILE_CELLS, tileKey } from './canvas.ts'
import { drawMap, type MapLine } from './drawMap.ts'
import { sumAround, sumsOf } from './sums.ts'

/** Cells of a window along x (forward) and y (left). */
export const WINDOW_ROWS = (WINDOW.back + WINDOW.front) / CELL
export const WINDOW_COLUMNS = (2 * WINDOW.side) / CELL
const CELLS = WINDOW_ROWS * WINDOW_COLUMNS

/** The channels of a window, in their order. */
export const WINDOW_CHANNELS = [
  'level',
  'contrast',
  'count',
  'height',
  'step',
  'luminance',
  'color',
  'clearness',
  'driven',
  'drivenCos',
  'drivenSin',
  'map',
  'mapCos',
  'mapSin',
] as const

/** Where a window lies: the ego's place on the ground and its heading, in world space. */
export type WindowPose = {
  readonly x: number
  readonly y: number
  /** Height of the ground there, taken where the canvas shows none. */
  readonly z: number
  readonly yaw: number
}

/** What a median deviation of intensity, a meter of height and a meter of a step are worth. */
const PER_DEVIATION = 12
const PER_HEIGHT = 20
const PER_STEP = 100
const PER_LOG_COUNT = 30
/** Cells to either side that the contrast of a cell is taken against: 2.25 m in all. */
const CONTRAST_REACH = 4
/** Cells around the ego that tell its ground: 3 m to either side. */
const EGO_REACH = 12

/**
 * A window of the canvas as a network reads it: 14 channels (`WINDOW_CHANNELS`) of 400 × 200 bytes,
 * in each row by row along x from 40 m behind the ego to 60 m ahead, in a row along y from 25 m to the
 * right to 25 m to the left. 0 where nothing is known. About 5 ms.
 *
 * `level` and `contrast` are 128 ± 12 a median deviation of intensity, against what is usual and against
 * the cells around; `count` 30 × ln(1 + points); `height` 128 at the ego's ground, 5 cm each; `step` the
 * centimeters between the highest and the lowest of nine cells; `driven` how often, ever less for more;
 * cosines and sines 128 ± 127, those of the map of the doubled angle, for its lines have no direction.
 */
export function cutWindow(canvas: Canvas, pose: WindowPose, map: readonly MapLine[]): Uint8Array {
  const channels = new Uint8Array(WINDOW_CHANNELS.length * CELLS)
  const ground = takeGround(canvas, pose, channels)
  const { level, contrast, height, step } = byName(channels)
  const seen = sumsOf(ground.isSeen, WINDOW_COLUMNS)
  const levels = sumsOf(ground.level, WINDOW_COLUMNS)
  const egoGround = groundAtEgo(ground) ?? pose.z
  for (let row = 0, cell = 0; row < WINDOW_ROWS; row++) {
    for (let column = 0; column < WINDOW_COLUMNS; column++, cell++) {
      if (ground.isSeen[cell] === 0) continue
      const own = ground.level[cell]!
      const around = sumAround(levels, cell, CONTRAST_REACH) / sumAround(seen, cell, CONTRAST_REACH)
      level[cell] = byteOf(128 + PER_DEVIATION * own)
      contrast[cell] = byteOf(128 + PER_DEVIATION * (own - around))
      height[cell] = byteOf(128 + PER_HEIGHT * (ground.height[cell]! - egoGround))
      step[cell] = Math.min(255, PER_STEP * stepAt(ground, row, column))
    }
  }
  drawMap(byName(channels), pose, map)
  return channels
}

type Channels = { readonly [name in (typeof WINDOW_CHANNELS)[number]]: Uint8Array }

function byName(channels: Uint8Array): Channels {
  return Object.fromEntries(
    WINDOW_CHANNELS.map((name, index) => [
      name,
      channels.subarray(index * CELLS, (index + 1) * CELLS),
    ]),
  ) as Channels
}

/** What lidar knows of each cell, 0 where it is not seen. */
type SeenGround = {
  readonly isSeen: Float32Array
  readonly level: Float32Array
  readonly height: Float32Array
}

/** Looks every cell of the window up in the tiles; fills the channels that need no neighbours. */
function takeGround(canvas: Canvas, pose: WindowPose, channels: Uint8Array): SeenGround {
  const ground: SeenGround = {
    isSeen: new Float32Array(CELLS),
    level: new Float32Array(CELLS),
    height: new Float32Array(CELLS),
  }
  const { count, luminance, color, clearness, ...driven } = byName(channels)
  const [cos, sin] = [Math.cos(pose.yaw), Math.sin(pose.yaw)]
  let tile: CanvasTile | undefined
  let [tileColumn, tileRow] = [Number.NaN, Number.NaN]
  for (let row = 0, cell = 0; row < WINDOW_ROWS; row++) {
    const ahead = (row + 0.5) * CELL - WINDOW.back
    for (let column = 0; column < WINDOW_COLUMNS; column++, cell++) {
      const left = (column + 0.5) * CELL - WINDOW.side
      const cellX = Math.floor((pose.x + cos * ahead - sin * left) / CELL)
      const cellY = Math.floor((pose.y + sin * ahead + cos * left) / CELL)
      const inColumn = Math.floor(cellX / TILE_CELLS)
      const inRow = Math.floor(cellY / TILE_CELLS)
      if (inColumn !== tileColumn || inRow !== tileRow) {
        tile = canvas.tiles.get(tileKey(inColumn, inRow))
        tileColumn = inColumn
        tileRow = inRow
      }
      if (tile === undefined) continue
      const at = (cellY - inRow * TILE_CELLS) * TILE_CELLS + cellX - inColumn * TILE_CELLS
      if (tile.count[at]! > 0) {
        ground.isSeen[cell] = 1
        ground.level[cell] = tile.level[at]!
        ground.height[cell] = tile.height[at]!
        count[cell] = Math.min(255, PER_LOG_COUNT * Math.log1p(tile.count[at]!))
      }
      clearness[cell] = tile.clearness[at]!
      luminance[cell] = tile.luminance[at]!
      color[cell] = tile.color[at]!
      if (tile.driven[at]! > 0.05) takeDriven(driven, cell, [tile, at, cos, sin])
    }
  }
  return ground
}

/** How often a cell was driven over and where to, the direction turned into the window. */
function takeDriven(
  { driven, drivenCos, drivenSin }: Pick<Channels, 'driven' | 'drivenCos' | 'drivenSin'>,
  cell: number,
  [tile, at, cos, sin]: readonly [tile: CanvasTile, at: number, cos: number, sin: number],
): void {
  driven[cell] = byteOf(255 * (1 - Math.exp(-tile.driven[at]! / 2)))
  const [x, y] = [tile.directionX[at]!, tile.directionY[at]!]
  const length = Math.max(1e-6, Math.sqrt(x * x + y * y))
  drivenCos[cell] = byteOf(128 + (127 * (cos * x + sin * y)) / length)
  drivenSin[cell] = byteOf(128 + (127 * (cos * y - sin * x)) / length)
}

/** Between the highest and the lowest of a cell and those around it that are seen; meters. */
function stepAt({ isSeen, height }: SeenGround, row: number, column: number): number {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let y = Math.max(0, row - 1); y <= Math.min(WINDOW_ROWS - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(WINDOW_COLUMNS - 1, column + 1); x++) {
      const cell = y * WINDOW_COLUMNS + x
      if (isSeen[cell] === 0) continue
      const z = height[cell]!
      if (z < low) low = z
      if (z > high) high = z
    }
  }
  return high - low
}

/** The mean height of the cells around the ego; `null` where none is seen. */
function groundAtEgo({ isSeen, height }: SeenGround): number | null {
  const [egoRow, egoColumn] = [WINDOW.back / CELL, WINDOW.side / CELL]
  let [sum, count] = [0, 0]
  for (let row = egoRow - EGO_REACH; row < egoRow + EGO_REACH; row++) {
    for (let column = egoColumn - EGO_REACH; column < egoColumn + EGO_REACH; column++) {
      const cell = row * WINDOW_COLUMNS + column
      if (isSeen[cell] === 0) continue
      sum += height[cell]!
      count++
    }
  }
  return count === 0 ? null : sum / count
}

/** A value as a byte that says that something is known. */
function byteOf(value: number): number {
  return value < 1 ? 1 : value > 255 ? 255 : Math.round(value)
}
