import { type GraphVertex, type LaneGraph, WINDOW } from './laneGraph.ts'

/** Points of window space joined by straight lines. */
export type Line = readonly (readonly [x: number, y: number])[]

/** A line with the way along it to each of its points. */
export type LinePiece = { readonly line: Line; readonly along: Float64Array }

/** The way along a line to each of its points. */
export function alongOf(line: Line): Float64Array {
  const along = new Float64Array(line.length)
  for (let index = 1; index < line.length; index++) {
    const [x, y] = line[index]!
    const [beforeX, beforeY] = line[index - 1]!
    along[index] = along[index - 1]! + Math.hypot(x - beforeX, y - beforeY)
  }
  return along
}

/** Half the stretch a direction is taken over. */
const TANGENT = 0.6

/** Where a line is so far along it, and which way it leads there. */
export function placeAt(piece: LinePiece, along: number): GraphVertex {
  const length = piece.along.at(-1)!
  const [x, y] = pointAt(piece, along)
  const [backX, backY] = pointAt(piece, Math.max(0, along - TANGENT))
  const [onX, onY] = pointAt(piece, Math.min(length, along + TANGENT))
  return { x, y, heading: Math.atan2(onY - backY, onX - backX) }
}

function pointAt({ line, along }: LinePiece, way: number): readonly [number, number] {
  let low = 0
  let high = line.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (along[middle]! <= way) low = middle
    else high = middle
  }
  const [fromX, fromY] = line[low]!
  const [toX, toY] = line[high]!
  const length = along[high]! - along[low]!
  const share = length > 0 ? Math.min(1, Math.max(0, (way - along[low]!) / length)) : 0
  return [fromX + share * (toX - fromX), fromY + share * (toY - fromY)]
}

/** The stretches of a line inside the window, and whether they have its own start and end. */
export function pieceInWindow(
  line: Line,
): readonly { readonly line: Line; readonly isStart: boolean; readonly isEnd: boolean }[] {
  const pieces: { line: (readonly [number, number])[]; isStart: boolean; isEnd: boolean }[] = []
  for (let index = 1; index < line.length; index++) {
    const from = line[index - 1]!
    const to = line[index]!
    const shares = inside(from, to)
    if (shares === null) continue
    const [enter, leave] = shares
    const last = pieces.at(-1)
    const isGoingOn = enter === 0 && last !== undefined && last.line.at(-1) === from
    const piece = isGoingOn
      ? last
      : { line: [between(from, to, enter)], isStart: index === 1 && enter === 0, isEnd: false }
    if (!isGoingOn) pieces.push(piece)
    piece.line.push(between(from, to, leave))
    piece.isEnd = index === line.length - 1 && leave === 1
  }
  return pieces
}

/** The stretch of a segment inside the window, in shares of it (Liang and Barsky, 1984). */
function inside(
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): readonly [enter: number, leave: number] | null {
  let enter = 0
  let leave = 1
  const edges = [
    [fromX - toX, fromX + WINDOW.back],
    [toX - fromX, WINDOW.front - fromX],
    [fromY - toY, fromY + WINDOW.side],
    [toY - fromY, WINDOW.side - fromY],
  ] as const
  for (const [step, room] of edges) {
    if (step === 0) {
      if (room < 0) return null
    } else if (step < 0) enter = Math.max(enter, room / step)
    else leave = Math.min(leave, room / step)
  }
  return enter < leave ? [enter, leave] : null
}

function between(
  from: readonly [number, number],
  to: readonly [number, number],
  share: number,
): readonly [number, number] {
  if (share === 0) return from
  if (share === 1) return to
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
}

/** The cubic Hermite curve of two vertices: a place of it by the share from 0 to 1. */
export function lineThrough(
  from: GraphVertex,
  to: GraphVertex,
): (share: number) => { readonly x: number; readonly y: number } {
  const reach = Math.hypot(to.x - from.x, to.y - from.y)
  return (t) => {
    const [t2, t3] = [t * t, t * t * t]
    const [start, end] = [2 * t3 - 3 * t2 + 1, 3 * t2 - 2 * t3]
    const [leaving, arriving] = [reach * (t3 - 2 * t2 + t), reach * (t3 - t2)]
    return {
      x:
        start * from.x +
        end * to.x +
        leaving * Math.cos(from.heading) +
        arriving * Math.cos(to.heading),
      y:
        start * from.y +
        end * to.y +
        leaving * Math.sin(from.heading) +
        arriving * Math.sin(to.heading),
    }
  }
}

/** Points that an edge is looked at in, but its first. */
export const EDGE_STEPS = 8

/** An edge's curve in nine points. */
export function edgeLine({ vertices, edges }: LaneGraph, edge: number): Line {
  const { from, to } = edges[edge]!
  const curve = lineThrough(vertices[from]!, vertices[to]!)
  return Array.from({ length: EDGE_STEPS + 1 }, (_, step) => {
    const { x, y } = curve(step / EDGE_STEPS)
    return [x, y] as const
  })
}
