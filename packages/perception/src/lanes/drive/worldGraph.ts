import type { WindowPose } from '../../canvas/cutWindow.ts'
import { type EdgeAttributes, WINDOW } from '../laneGraph.ts'
import type { ScoredGraph } from '../net/decodeWindow.ts'
import { lineThrough } from '../windowLine.ts'

/** What a window says, and where it lies. */
export type PosedGraph = { readonly pose: WindowPose; readonly lanes: ScoredGraph }

/** A stretch of lane in the world: places from its start to its end, seen from above. */
export type WorldEdge = EdgeAttributes & {
  readonly from: number
  readonly to: number
  readonly points: readonly WorldPoint[]
  readonly score: number
}

export type WorldPoint = readonly [x: number, y: number]

/** The lanes of a drive; `nodes` is how many places edges meet in, by number. */
export type WorldGraph = { readonly nodes: number; readonly edges: readonly WorldEdge[] }

/** A window is believed most in what lies around this far ahead of its ego. */
const MIDDLE_AHEAD = (WINDOW.front - WINDOW.back) / 2
/** How finely edges are cut between windows. */
const STEP = 1
/** Ends of two windows at a seam within this way, and this far turned, are one. */
const SEAM = 2.5
const SEAM_COS = Math.cos((30 * Math.PI) / 180)
/** A rest of an edge that is shorter is left out. */
const SHORTEST = 0.5

/** A piece of an edge that its window is asked about; ends without a number lie at a seam. */
type Piece = Omit<WorldEdge, 'from' | 'to'> & {
  readonly window: number
  readonly from: number | null
  readonly to: number | null
}

/**
 * The lanes of all windows as one graph: of each place says that window the most whose middle is
 * nearest, and lanes are joined where windows meet and the ends of both lie on one another.
 */
export function worldGraph(windows: readonly PosedGraph[]): WorldGraph {
  const middles = windows.map(
    ({ pose }): WorldPoint => [
      pose.x + Math.cos(pose.yaw) * MIDDLE_AHEAD,
      pose.y + Math.sin(pose.yaw) * MIDDLE_AHEAD,
    ],
  )
  const firsts: number[] = []
  let nodes = 0
  for (const { lanes } of windows) {
    firsts.push(nodes)
    nodes += lanes.graph.vertices.length
  }
  const pieces = windows.flatMap((window, index) =>
    piecesOf(window, { index, first: firsts[index]!, middles }),
  )
  return sewn(pieces, nodes)
}

function piecesOf(
  { pose, lanes: { graph, edgeScores, vertexScores } }: PosedGraph,
  {
    index,
    first,
    middles,
  }: { readonly index: number; readonly first: number; readonly middles: readonly WorldPoint[] },
): readonly Piece[] {
  const toWorld = worldOf(pose)
  return graph.edges.flatMap(({ from, to, ...attributes }, edge): readonly Piece[] => {
    const [start, end] = [graph.vertices[from]!, graph.vertices[to]!]
    const curve = lineThrough(start, end)
    const steps = Math.max(1, Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) / STEP))
    const points = Array.from({ length: steps + 1 }, (_, step) => toWorld(curve(step / steps)))
    const score = Math.sqrt(edgeScores[edge]! * Math.min(vertexScores[from]!, vertexScores[to]!))
    return stretches(points, (point) => nearest(middles, point) === index).map((stretch) => ({
      ...attributes,
      window: index,
      points: points.slice(stretch.from, stretch.to + 1),
      from: stretch.from === 0 ? first + from : null,
      to: stretch.to === steps ? first + to : null,
      score,
    }))
  })
}

function worldOf(pose: WindowPose): (place: { x: number; y: number }) => WorldPoint {
  const [cos, sin] = [Math.cos(pose.yaw), Math.sin(pose.yaw)]
  return ({ x, y }) => [pose.x + cos * x - sin * y, pose.y + sin * x + cos * y]
}

/** Where points lie inside, one further point at each end that is cut, so that seams meet. */
function stretches(
  points: readonly WorldPoint[],
  isInside: (point: WorldPoint) => boolean,
): readonly { readonly from: number; readonly to: number }[] {
  const inside = points.map(isInside)
  const found: { readonly from: number; readonly to: number }[] = []
  let from = -1
  for (let index = 0; index <= points.length; index++) {
    if (inside[index] === true) {
      if (from < 0) from = index
    } else if (from >= 0) {
      const [begin, end] = [Math.max(0, from - 1), Math.min(points.length - 1, index)]
      if (lengthOf(points.slice(begin, end + 1)) >= SHORTEST) found.push({ from: begin, to: end })
      from = -1
    }
  }
  return found
}

function nearest(middles: readonly WorldPoint[], [x, y]: WorldPoint): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [index, middle] of middles.entries()) {
    const away = (middle[0] - x) ** 2 + (middle[1] - y) ** 2
    if (away < least) [best, least] = [index, away]
  }
  return best
}

/** An end of a piece that lies at a seam. */
type Seam = { readonly piece: number; readonly place: WorldPoint; readonly heading: WorldPoint }

/** Ends at seams joined, the nearest ones first; an end that nothing meets stays one. */
function sewn(pieces: readonly Piece[], nodeCount: number): WorldGraph {
  const starts: Seam[] = []
  const ends: Seam[] = []
  pieces.forEach(({ from, to, points }, piece) => {
    if (from === null)
      starts.push({ piece, place: points[0]!, heading: way(points[0]!, points[1]!) })
    if (to === null) {
      const [before, last] = [points.at(-2)!, points.at(-1)!]
      ends.push({ piece, place: last, heading: way(before, last) })
    }
  })
  const pairs = ends
    .flatMap((end) => starts.map((start) => ({ start, end, away: gap(end, start) })))
    .filter(
      ({ start, end, away }) =>
        away < SEAM &&
        pieces[start.piece]!.window !== pieces[end.piece]!.window &&
        start.heading[0] * end.heading[0] + start.heading[1] * end.heading[1] > SEAM_COS,
    )
    .toSorted((a, b) => a.away - b.away)
  const fromOf = new Map<number, number>()
  const toOf = new Map<number, number>()
  const pointOf = new Map<number, WorldPoint>()
  let nodes = nodeCount
  for (const { start, end } of pairs) {
    if (fromOf.has(start.piece) || toOf.has(end.piece)) continue
    const [a, b] = [start.place, end.place]
    pointOf.set(nodes, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2])
    fromOf.set(start.piece, nodes)
    toOf.set(end.piece, nodes)
    nodes++
  }
  const edges = pieces.map(({ window: _, ...piece }, index): WorldEdge => {
    const from = piece.from ?? fromOf.get(index) ?? nodes++
    const to = piece.to ?? toOf.get(index) ?? nodes++
    const inner = piece.points.slice(1, -1)
    const first = pointOf.get(from) ?? piece.points[0]!
    const last = pointOf.get(to) ?? piece.points.at(-1)!
    return { ...piece, from, to, points: [first, ...inner, last] }
  })
  return { nodes, edges }
}

function gap(a: Seam, b: Seam): number {
  return Math.hypot(a.place[0] - b.place[0], a.place[1] - b.place[1])
}

function way(from: WorldPoint, to: WorldPoint): WorldPoint {
  const length = Math.max(1e-9, Math.hypot(to[0] - from[0], to[1] - from[1]))
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
}

function lengthOf(points: readonly WorldPoint[]): number {
  let length = 0
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1]!, points[index]!]
    length += Math.hypot(to[0] - from[0], to[1] - from[1])
  }
  return length
}
