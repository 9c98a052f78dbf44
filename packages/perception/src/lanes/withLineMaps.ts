import { chainsOf } from './chainsOf.ts'
import type { GraphEdge, GraphVertex, LaneGraph } from './laneGraph.ts'
import { centerSureness } from './lines/centerSureness.ts'
import { tracedLanes } from './lines/tracedLanes.ts'
import type { ScoredGraph } from './net/decodeWindow.ts'
import { vertexPlaces } from './vertexPlaces.ts'
import { type Line, lineThrough } from './windowLine.ts'

/** Points that an edge is looked at in, but its first. */
const STEPS = 8
/** Lanes of which the line maps are less sure are none. */
const LEAST_SURE = 0.2
/** Edges of traced lanes that the maps are surer of are added, where most of it lies so far from all others, in meters. */
const TRACED_SURE = 0.6
const APART = 2
const MOST = 0.7

/**
 * The decoder's lanes held against the line maps of the same window: those that the maps do not show left out, those
 * that they show and the decoder passed over added, and vertices laid where `vertexPlaces` has them.
 *
 * @param dense logits, as the encoder gives them.
 */
export function withLineMaps(lanes: ScoredGraph, dense: Float32Array): ScoredGraph {
  const sureOf = centerSureness(dense)
  const kept = relaid(lanes, (line) => sureOf(line) >= LEAST_SURE)
  return withTraced(
    kept,
    tracedLanes(dense, () => true),
    sureOf,
  )
}

/** A graph that is being put together. */
type Growing = {
  readonly vertices: GraphVertex[]
  readonly edges: GraphEdge[]
  readonly vertexScores: number[]
  readonly edgeScores: number[]
}

/** The lanes that are shown, their vertices laid anew along them; nodes stay where they are. */
function relaid(
  { graph, vertexScores, edgeScores }: ScoredGraph,
  isShown: (line: Line) => boolean,
): Growing {
  const { vertices, edges } = graph
  const grown: Growing = { vertices: [], edges: [], vertexScores: [], edgeScores: [] }
  const led = new Set(edges.map(({ to }) => to))
  const leading = new Set(edges.map(({ from }) => from))
  const isNode = (vertex: number): boolean => led.has(vertex) && leading.has(vertex)
  const known = new Map<number, number>()
  const numberOf = (vertex: number): number => {
    const number = known.get(vertex) ?? addVertex(grown, vertices[vertex]!, vertexScores[vertex]!)
    known.set(vertex, number)
    return number
  }
  for (const chain of chainsOf({ nodes: vertices.length, edges }, isAlike)) {
    const line = chain.flatMap((edge, index) => lineOf(graph, edge).slice(index === 0 ? 0 : 1))
    if (!isShown(line)) continue
    const [first, last] = [edges[chain[0]!]!.from, edges[chain.at(-1)!]!.to]
    const edgeAt = ({ x, y }: Pick<GraphVertex, 'x' | 'y'>): number =>
      chain[Math.floor(Math.max(0, nearestIn(line, x, y) - 1) / STEPS)]!
    const places = vertexPlaces(line, isNode(first) && isNode(last))
    let from = numberOf(first)
    places.slice(1).forEach((place, index) => {
      const edge = edgeAt(middle(places[index]!, place))
      const isEnd = index === places.length - 2
      const to = isEnd ? numberOf(last) : addVertex(grown, place, edgeScores[edgeAt(place)]!)
      if (from !== to) addEdge(grown, { ...edges[edge]!, from, to }, edgeScores[edge]!)
      from = to
    })
  }
  return grown
}

/** The same with edges of traced lanes where there is none near by. */
function withTraced(
  grown: Growing,
  traced: LaneGraph,
  sureOf: (line: Line) => number,
): ScoredGraph {
  const there = grown.edges.flatMap((_, edge) => lineOf(grown, edge))
  const isFar = ([x, y]: Line[number]): boolean =>
    there.every(([otherX, otherY]) => (x - otherX) ** 2 + (y - otherY) ** 2 > APART ** 2)
  const known = new Map<number, number>()
  const numberOf = (vertex: number, sure: number): number => {
    const number = known.get(vertex) ?? addVertex(grown, traced.vertices[vertex]!, sure)
    known.set(vertex, number)
    return number
  }
  for (const [index, edge] of traced.edges.entries()) {
    const line = lineOf(traced, index)
    const sure = sureOf(line)
    if (sure <= TRACED_SURE || line.filter(isFar).length <= MOST * line.length) continue
    const [from, to] = [numberOf(edge.from, sure), numberOf(edge.to, sure)]
    addEdge(grown, { ...edge, from, to }, sure)
  }
  const { vertices, edges, vertexScores, edgeScores } = grown
  return { graph: { vertices, edges }, vertexScores, edgeScores }
}

function addVertex(grown: Growing, vertex: GraphVertex, score: number): number {
  grown.vertexScores.push(score)
  return grown.vertices.push(vertex) - 1
}

function addEdge(grown: Growing, edge: GraphEdge, score: number): void {
  grown.edgeScores.push(score)
  grown.edges.push(edge)
}

function isAlike(a: GraphEdge, b: GraphEdge): boolean {
  return a.laneKind === b.laneKind && a.turn === b.turn
}

/** An edge's curve in nine points. */
function lineOf({ vertices, edges }: Pick<LaneGraph, 'vertices' | 'edges'>, edge: number): Line {
  const { from, to } = edges[edge]!
  const curve = lineThrough(vertices[from]!, vertices[to]!)
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const { x, y } = curve(step / STEPS)
    return [x, y] as const
  })
}

function middle(a: GraphVertex, b: GraphVertex): Pick<GraphVertex, 'x' | 'y'> {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

function nearestIn(line: Line, x: number, y: number): number {
  let [nearest, least] = [0, Number.POSITIVE_INFINITY]
  for (const [index, point] of line.entries()) {
    const away = Math.hypot(point[0] - x, point[1] - y)
    if (away < least) [nearest, least] = [index, away]
  }
  return nearest
}
