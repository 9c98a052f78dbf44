import type { GraphVertex } from './laneGraph.ts'
import { alongOf, type Line, type LinePiece, lineThrough, placeAt } from './windowLine.ts'

/**
 * Lines across the window that vertices lie on, this far apart: at 45° no stride is longer than `NEAR`.
 * Where a vertex lies is so told by the window alone, not by where a lane happens to be cut off.
 */
const RASTER = 11
/** No vertices follow one another farther than this; the next is told by what lies around the last. */
const NEAR = 15.6
/** Lines between two nodes up to this long are cut into equal strides: those tell them better. */
const SHORT = 24
/** No raster line counts this close to an end, or to another. */
const APART = 2.5
/** No stride turns farther; the curve through the vertices lies no farther from the lane. */
const MOST_TURNED = (40 * Math.PI) / 180
const TOLERANCE = 0.3
/** No stride is cut into shorter ones than this. */
const SHORTEST_STRIDE = 2

/**
 * The vertices of a line in window space, from its start to its end.
 *
 * They lie where it crosses lines 11 m apart: of the same x where it leads more along x, of the same y
 * where more along y. Strides are cut into equal ones until the cubic Hermite curves of the headings
 * keep within 0.3 m of the line, and none turns farther than 40°. A short one that is whole, from node
 * to node, is cut into equal strides alone.
 */
export function vertexPlaces(line: Line, isWhole: boolean): readonly GraphVertex[] {
  const piece: LinePiece = { line, along: alongOf(line) }
  const length = piece.along.at(-1)!
  const marks = isWhole && length < SHORT ? [] : spaced(crossings(piece), length)
  const places = [placeAt(piece, 0)]
  let from = 0
  for (const to of [...marks, length]) {
    const parts = partsOf(piece, from, to)
    for (let part = 1; part <= parts; part++) {
      places.push(placeAt(piece, from + ((to - from) * part) / parts))
    }
    from = to
  }
  return places
}

/** The ways along a line to where it crosses the raster. */
function crossings({ line, along }: LinePiece): readonly number[] {
  const found: number[] = []
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [line[index - 1]!, line[index]!]
    const axis = Math.abs(to[0] - from[0]) >= Math.abs(to[1] - from[1]) ? 0 : 1
    const step = to[axis] - from[axis]
    if (step === 0) continue
    const [low, high] = step > 0 ? [from[axis], to[axis]] : [to[axis], from[axis]]
    const here: number[] = []
    for (let mark = Math.floor(low / RASTER) + 1; mark * RASTER <= high; mark++) {
      const share = (mark * RASTER - from[axis]) / step
      here.push(along[index - 1]! + share * (along[index]! - along[index - 1]!))
    }
    found.push(...here.toSorted((a, b) => a - b))
  }
  return found
}

/** Those of ascending ways that keep apart from one another and from the ends. */
function spaced(ways: readonly number[], length: number): readonly number[] {
  const kept: number[] = []
  for (const way of ways) {
    if (way - (kept.at(-1) ?? 0) >= APART && length - way >= APART) kept.push(way)
  }
  return kept
}

/** How many equal strides a stretch of a line takes. */
function partsOf(piece: LinePiece, from: number, to: number): number {
  const most = Math.max(1, Math.floor((to - from) / SHORTEST_STRIDE))
  for (let parts = 1; parts < most; parts++) {
    const stride = (to - from) / parts
    const isEnough = Array.from({ length: parts }, (_, part) => from + part * stride).every(
      (start) => isFaithful(piece, start, start + stride),
    )
    if (isEnough) return parts
  }
  return most
}

/** Whether a stride, and the curve between its ends, keeps the limits. */
function isFaithful(piece: LinePiece, from: number, to: number): boolean {
  if (to - from > NEAR) return false
  const [start, end] = [placeAt(piece, from), placeAt(piece, to)]
  const turn = end.heading - start.heading
  if (Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))) > MOST_TURNED) return false
  const reach = to - from
  const curve = lineThrough(start, end)
  return [0.25, 0.5, 0.75].every((share) => {
    const at = curve(share)
    const truth = [share - 0.1, share - 0.05, share, share + 0.05, share + 0.1].map((other) =>
      placeAt(piece, from + other * reach),
    )
    return truth.some((there) => Math.hypot(there.x - at.x, there.y - at.y) < TOLERANCE)
  })
}
