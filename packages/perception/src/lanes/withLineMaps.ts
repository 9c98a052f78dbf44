import { chainsOf } from './chainsOf.ts'
import type { GraphEdge, GraphVertex } from './laneGraph.ts'
import { passedOver, type ShownLanes } from './lines/shownLanes.ts'
import type { ScoredGraph } from './net/decodeWindow.ts'
import { vertexPlaces } from './vertexPlaces.ts'
import { EDGE_STEPS, edgeLine, type Line } from './windowLine.ts'

/** Lanes of which the line maps are less sure are none. */
const LEAST_SURE = 0.2

/**
 * The decoder's lanes held against what the line maps of the same window show: those that they do not
 * left out, those that the decoder passed over added, and vertices laid where `vertexPlaces` has them.
 */
export function withLineMaps(lanes: ScoredGraph, shown: ShownLanes): ScoredGraph {
  const kept = relaid(lanes, (line) => shown.sureOf(line) >= LEAST_SURE)
  return withPassedOver(kept, shown)
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
    const line = chain.flatMap((edge, index) => edgeLine(graph, edge).slice(index === 0 ? 0 : 1))
    if (!isShown(line)) continue
    const [first, last] = [edges[chain[0]!]!.from, edges[chain.at(-1)!]!.to]
    const edgeAt = ({ x, y }: Pick<GraphVertex, 'x' | 'y'>): number =>
      chain[Math.floor(Math.max(0, nearestIn(line, x, y) - 1) / EDGE_STEPS)]!
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

/** The same with the lanes that the maps show and nothing was said of. */
function withPassedOver(grown: Growing, shown: ShownLanes): ScoredGraph {
  const known = new Map<number, number>()
  const numberOf = (vertex: number, sure: number): number => {
    const number = known.get(vertex) ?? addVertex(grown, shown.lanes.vertices[vertex]!, sure)
    known.set(vertex, number)
    return number
  }
  for (const { edge: index, sure } of passedOver(shown, grown)) {
    const edge = shown.lanes.edges[index]!
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
