import type { Line, RoadNetwork } from './network.ts'
import type { Place } from './reference.ts'

/** Side of a cell of a picture; meters. */
export const PICTURE_CELL = 0.1
/** What of the ground a picture shows: x from `-back` to `front`, y to `side` on either side. */
export const PICTURE = { back: 42, front: 62, side: 27 } as const
export const PICTURE_ROWS = (PICTURE.back + PICTURE.front) / PICTURE_CELL
export const PICTURE_COLUMNS = (2 * PICTURE.side) / PICTURE_CELL

/** What the ground is made of, as the cells of a picture say it. */
export const MATERIAL = {
  soil: 0,
  pavement: 1,
  asphalt: 2,
  median: 3,
  patch: 4,
  seam: 5,
  leaves: 6,
} as const

/** The ground around a place, seen from above: row by row along x, in a row along y. */
export type GroundPicture = {
  readonly material: Uint8Array
  /** 0: none; up to 127: white, how much of it is left; from 128 on: yellow, likewise. */
  readonly paint: Uint8Array
}

/** What lies upon what: roads meet on their asphalt, whichever was laid first. */
const LAYERS = ['pavement', 'asphalt', 'median'] as const

/** A network around its origin as a picture. */
export function groundPicture(network: RoadNetwork): GroundPicture {
  const cells = PICTURE_ROWS * PICTURE_COLUMNS
  const picture = { material: new Uint8Array(cells), paint: new Uint8Array(cells) }
  for (const upper of LAYERS) {
    for (const { material, ring } of network.surfaces) {
      if (material === upper) fillRing(picture.material, ring, MATERIAL[material])
    }
  }
  for (const { ring, color, strength } of network.paints) {
    const left = Math.max(1, Math.round(127 * strength))
    fillRing(picture.paint, ring, color === 'yellow' ? 128 + left : left)
  }
  return picture
}

/** A line of the plan as seen from a place. */
export function movedTo({ x, y, heading }: Place, line: Line): Line {
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)]
  return line.map(([px, py]) => [cos * (px - x) + sin * (py - y), cos * (py - y) - sin * (px - x)])
}

/** Writes a value into all cells of a layer whose middle is inside a ring. */
export function fillRing(layer: Uint8Array, ring: Line, value: number): void {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [x] of ring) {
    if (x < low) low = x
    if (x > high) high = x
  }
  const first = Math.max(0, Math.ceil((low + PICTURE.back) / PICTURE_CELL - 0.5))
  const last = Math.min(PICTURE_ROWS - 1, Math.floor((high + PICTURE.back) / PICTURE_CELL - 0.5))
  const crossings: number[] = []
  for (let row = first; row <= last; row++) {
    crossings.length = 0
    const x = (row + 0.5) * PICTURE_CELL - PICTURE.back
    for (let index = 0; index < ring.length; index++) {
      const [fromX, fromY] = ring[index]!
      const [toX, toY] = ring[index + 1 === ring.length ? 0 : index + 1]!
      if (fromX > x === toX > x) continue
      crossings.push(fromY + ((x - fromX) / (toX - fromX)) * (toY - fromY))
    }
    crossings.sort((a, b) => a - b)
    for (let pair = 1; pair < crossings.length; pair += 2) {
      const from = Math.max(
        0,
        Math.ceil((crossings[pair - 1]! + PICTURE.side) / PICTURE_CELL - 0.5),
      )
      const to = Math.min(
        PICTURE_COLUMNS - 1,
        Math.floor((crossings[pair]! + PICTURE.side) / PICTURE_CELL - 0.5),
      )
      if (to >= from)
        layer.fill(value, row * PICTURE_COLUMNS + from, row * PICTURE_COLUMNS + to + 1)
    }
  }
}
