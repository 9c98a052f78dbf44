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
  const first = Math.max(0, rowFrom(low))
  const last = Math.min(PICTURE_ROWS - 1, rowFrom(high) - 1)
  if (last < first) return
  const { ends, crossings } = crossingsOf(ring, first, last)
  for (let row = first, from = 0; row <= last; row++) {
    const to = ends[row - first]!
    sortPart(crossings, from, to)
    for (let pair = from + 1; pair < to; pair += 2) {
      const start = Math.max(0, columnFrom(crossings[pair - 1]!))
      const end = Math.min(PICTURE_COLUMNS, columnFrom(crossings[pair]!))
      if (end > start) layer.fill(value, row * PICTURE_COLUMNS + start, row * PICTURE_COLUMNS + end)
    }
    from = to
  }
}

/** The y at which a ring crosses the middles of rows, row after row, and where each row's end. */
function crossingsOf(
  ring: Line,
  first: number,
  last: number,
): { readonly ends: Int32Array; readonly crossings: Float64Array } {
  const ends = new Int32Array(last - first + 2)
  eachEdge(ring, [first, last], (from, to) => {
    for (let row = from; row < to; row++) ends[row - first + 1]!++
  })
  for (let row = 1; row < ends.length; row++) ends[row]! += ends[row - 1]!
  const crossings = new Float64Array(ends.at(-1)!)
  // What is a row's beginning now is its end once all its crossings are put there.
  eachEdge(ring, [first, last], (from, to, edge) => {
    const [fromX, fromY] = ring[edge]!
    const [toX, toY] = ring[edge + 1 === ring.length ? 0 : edge + 1]!
    const slope = (toY - fromY) / (toX - fromX)
    for (let row = from; row < to; row++) {
      const x = (row + 0.5) * PICTURE_CELL - PICTURE.back
      crossings[ends[row - first]!++] = fromY + (x - fromX) * slope
    }
  })
  return { ends, crossings }
}

/** Each edge of a ring with the rows whose middles it crosses, the last one excluded. */
function eachEdge(
  ring: Line,
  [first, last]: readonly [number, number],
  visit: (from: number, to: number, edge: number) => void,
): void {
  for (let edge = 0; edge < ring.length; edge++) {
    const row = rowFrom(ring[edge]![0])
    const other = rowFrom(ring[edge + 1 === ring.length ? 0 : edge + 1]![0])
    const from = Math.max(first, Math.min(row, other))
    const to = Math.min(last + 1, Math.max(row, other))
    if (from < to) visit(from, to, edge)
  }
}

/** Sorts a short stretch of numbers. */
function sortPart(values: Float64Array, from: number, to: number): void {
  for (let index = from + 1; index < to; index++) {
    const value = values[index]!
    let at = index
    for (; at > from && values[at - 1]! > value; at--) values[at] = values[at - 1]!
    values[at] = value
  }
}

/** The first row whose middle lies at an x or beyond. */
function rowFrom(x: number): number {
  return Math.ceil((x + PICTURE.back) / PICTURE_CELL - 0.5)
}

/** The first column whose middle lies at a y or beyond. */
function columnFrom(y: number): number {
  return Math.ceil((y + PICTURE.side) / PICTURE_CELL - 0.5)
}
