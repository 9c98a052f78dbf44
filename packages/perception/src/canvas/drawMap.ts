import { WINDOW } from '../lanes/laneGraph.ts'
import { CELL } from './canvas.ts'

/** A road's middle on a standard map: places of world space, x and y count. */
export type MapLine = readonly (readonly [number, number, ...number[]])[]

/** The channels a map is drawn into: how near its lines are, and their direction, the angle doubled. */
type MapChannels = {
  readonly map: Uint8Array
  readonly mapCos: Uint8Array
  readonly mapSin: Uint8Array
}

/** How far from a line its channels reach, and how quickly they fade. */
const REACH = 4
const FADE = 2

const ROWS = (WINDOW.back + WINDOW.front) / CELL
const COLUMNS = (2 * WINDOW.side) / CELL

/** Draws a standard map's lines into the channels of a window at a pose. */
export function drawMap(
  channels: MapChannels,
  { x, y, yaw }: { readonly x: number; readonly y: number; readonly yaw: number },
  lines: readonly MapLine[],
): void {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const moved = ([px, py]: MapLine[number]): readonly [number, number] => [
    cos * (px - x) + sin * (py - y),
    cos * (py - y) - sin * (px - x),
  ]
  for (const line of lines) {
    for (let index = 1; index < line.length; index++) {
      drawSegment(channels, moved(line[index - 1]!), moved(line[index]!))
    }
  }
}

function drawSegment(
  { map, mapCos, mapSin }: MapChannels,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): void {
  const [wayX, wayY] = [toX - fromX, toY - fromY]
  const squared = wayX * wayX + wayY * wayY
  if (squared === 0) return
  const cos2 = 128 + (127 * (wayX * wayX - wayY * wayY)) / squared
  const sin2 = 128 + (127 * 2 * wayX * wayY) / squared
  const firstRow = cellOf(Math.min(fromX, toX) - REACH + WINDOW.back, ROWS)
  const lastRow = cellOf(Math.max(fromX, toX) + REACH + WINDOW.back, ROWS)
  const firstColumn = cellOf(Math.min(fromY, toY) - REACH + WINDOW.side, COLUMNS)
  const lastColumn = cellOf(Math.max(fromY, toY) + REACH + WINDOW.side, COLUMNS)
  for (let row = firstRow; row <= lastRow; row++) {
    const px = (row + 0.5) * CELL - WINDOW.back - fromX
    for (let column = firstColumn; column <= lastColumn; column++) {
      const py = (column + 0.5) * CELL - WINDOW.side - fromY
      const share = Math.min(1, Math.max(0, (px * wayX + py * wayY) / squared))
      const [offX, offY] = [px - share * wayX, py - share * wayY]
      const away = offX * offX + offY * offY
      if (away >= REACH * REACH) continue
      const value = Math.max(1, Math.round(255 * Math.exp(-away / (FADE * FADE))))
      const cell = row * COLUMNS + column
      if (value <= map[cell]!) continue
      map[cell] = value
      mapCos[cell] = Math.max(1, Math.round(cos2))
      mapSin[cell] = Math.max(1, Math.round(sin2))
    }
  }
}

function cellOf(meters: number, cells: number): number {
  return Math.min(cells - 1, Math.max(0, Math.floor(meters / CELL)))
}
