import { groupedBy } from './groupedBy.ts'
import type { EdgeAttributes, GraphEdge, GraphVertex, LaneGraph } from './laneGraph.ts'
import { seenStretches } from './seenStretches.ts'
import { vertexPlaces } from './vertexPlaces.ts'
import { alongOf, type Line, pieceInWindow } from './windowLine.ts'

/** A lane as a window sees it. */
export type WindowLane = EdgeAttributes & {
  readonly id: string
  /** Its middle in the direction of travel, in window space; points a few meters apart at most. */
  readonly line: Line
  /** Ids of lanes it goes on as; those of lanes that are not given are passed over. */
  readonly successors: readonly string[]
}

/** Ends shorter than this, cut off by the window's edge, are left out. */
const SHORTEST = 1.5

/**
 * The lanes inside the window as a graph.
 *
 * Lanes that one leads to alone, and that are alike, are one line; there are vertices where lines end
 * at the window's edge, fork, join or change what they are, and between them where `vertexPlaces` says.
 * Where the ground is not seen lanes are left out.
 */
export function graphOfLanes(
  lanes: readonly WindowLane[],
  isSeen: (x: number, y: number) => boolean,
): LaneGraph {
  const pieces = joined(piecesOf(lanes, isSeen), lanes)
  const vertices: GraphVertex[] = []
  const edges: GraphEdge[] = []
  const vertexOfNode = new Map<number, number>()
  const vertexAt = (node: number | null, place: GraphVertex): number => {
    const known = node === null ? undefined : vertexOfNode.get(node)
    if (known !== undefined) return known
    const vertex = vertices.push(place) - 1
    if (node !== null) vertexOfNode.set(node, vertex)
    return vertex
  }
  for (const { line, fromNode, toNode, ...attributes } of pieces) {
    const places = vertexPlaces(line, fromNode !== null && toNode !== null)
    let from = vertexAt(fromNode, places[0]!)
    places.slice(1).forEach((place, index) => {
      const isEnd = index === places.length - 2
      const to = vertexAt(isEnd ? toNode : null, place)
      if (from !== to) edges.push({ ...attributes, from, to })
      from = to
    })
  }
  return { vertices, edges }
}

/** A line between two nodes, `null` where it ends at the window's edge. */
type Piece = EdgeAttributes & {
  readonly line: Line
  readonly fromNode: number | null
  readonly toNode: number | null
}

function piecesOf(
  lanes: readonly WindowLane[],
  isSeen: (x: number, y: number) => boolean,
): readonly Piece[] {
  const nodes = nodesOf(lanes)
  return lanes.flatMap(({ id, line, laneKind, turn, leftMark, rightMark }) =>
    pieceInWindow(line)
      .flatMap((piece) => seenStretches(piece, isSeen))
      .map(
        (piece): Piece => ({
          line: piece.line,
          fromNode: piece.isStart ? (nodes.get(`${id} start`) ?? null) : null,
          toNode: piece.isEnd ? (nodes.get(`${id} end`) ?? null) : null,
          laneKind,
          turn,
          leftMark,
          rightMark,
        }),
      )
      .filter((piece) => isLongEnough(piece)),
  )
}

function isLongEnough({ line, fromNode, toNode }: Piece): boolean {
  const shortest = fromNode === null || toNode === null ? SHORTEST : 0
  return alongOf(line).at(-1)! > shortest
}

/** The node of each lane's start and end: ends that a successor joins share one. */
function nodesOf(lanes: readonly WindowLane[]): ReadonlyMap<string, number> {
  const parent: number[] = []
  const numbers = new Map<string, number>()
  for (const { id } of lanes) {
    for (const end of ['start', 'end']) numbers.set(`${id} ${end}`, parent.push(parent.length) - 1)
  }
  const rootOf = (node: number): number => {
    let root = node
    while (parent[root] !== root) root = parent[root]!
    return root
  }
  for (const { id, successors } of lanes) {
    for (const successor of successors) {
      const start = numbers.get(`${successor} start`)
      if (start !== undefined) parent[rootOf(start)] = rootOf(numbers.get(`${id} end`)!)
    }
  }
  return new Map([...numbers].map(([end, node]) => [end, rootOf(node)]))
}

/** The pieces with those made one that lead only to each other and are alike. */
function joined(pieces: readonly Piece[], lanes: readonly WindowLane[]): readonly Piece[] {
  const left = new Set(pieces)
  const into = groupedBy(pieces, ({ toNode }) => toNode)
  const outOf = groupedBy(pieces, ({ fromNode }) => fromNode)
  const next = (piece: Piece): Piece | null => {
    if (piece.toNode === null || into.get(piece.toNode)?.length !== 1) return null
    const [only, ...others] = outOf.get(piece.toNode) ?? []
    return only !== undefined && others.length === 0 && isAlike(piece, only) ? only : null
  }
  const isGoingOn = new Set(pieces.map(next))
  const chains: Piece[] = []
  const follow = (first: Piece): void => {
    let chain = first
    left.delete(first)
    for (let on = next(first); on !== null && left.has(on); on = next(on)) {
      left.delete(on)
      chain = { ...chain, line: [...chain.line, ...on.line.slice(1)], toNode: on.toNode }
    }
    chains.push(chain)
  }
  for (const piece of pieces) if (!isGoingOn.has(piece)) follow(piece)
  // What is left goes round.
  for (const piece of pieces) if (left.has(piece)) follow(piece)
  return lanes.length === 0 ? [] : chains
}

function isAlike(a: EdgeAttributes, b: EdgeAttributes): boolean {
  return (
    a.laneKind === b.laneKind &&
    a.turn === b.turn &&
    a.leftMark === b.leftMark &&
    a.rightMark === b.rightMark
  )
}
