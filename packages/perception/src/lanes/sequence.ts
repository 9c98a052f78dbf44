import { groupedBy } from './groupedBy.ts'
import type { EdgeAttributes, GraphEdge, GraphVertex, LaneGraph } from './laneGraph.ts'

/** A step's kinds, as the network numbers them. */
export const STEP = { end: 0, start: 1, continue: 2, fork: 3, merge: 4, padding: 5 } as const

/**
 * One step of a lane graph written out as a sequence.
 *
 * `start`: a vertex that nothing led to so far. `continue`: a vertex, and the edge to it from that of
 * the step before. `fork`: a vertex, and the edge to it from the one that step `pointer` made.
 * `merge`: no vertex, but an edge from the last one made to the one that step `pointer` made.
 */
export type Step = {
  readonly kind: 'start' | 'continue' | 'fork' | 'merge'
  /** The vertex that was made or, of a merge, is led to. */
  readonly vertex: GraphVertex
  /** Index of an earlier step; `null` for `start` and `continue`. */
  readonly pointer: number | null
  /** What the edge that arrives is; `null` for `start`. */
  readonly edge: EdgeAttributes | null
}

/**
 * The steps that write a graph out, depth first.
 *
 * Begins anew at the vertices nothing leads to, the nearest to the ego first (of equals, that of the
 * smaller y), then, for what goes round, at the nearest vertex left. Of several ways on, those come
 * first that end at once at a vertex already written; the others from the left to the right, except
 * that one that another of them leads to goes before it. Where that cannot be, because two lead to
 * each other, the edge is cut in two at the middle of its curve.
 */
export function stepsOf(graph: LaneGraph): readonly Step[] {
  const writer = {
    ...graph,
    outOf: outgoing(graph),
    steps: [] as Step[],
    stepOf: new Map<number, number>(),
  }
  const isLedTo = new Set(graph.edges.map(({ to }) => to))
  const nearest = graph.vertices
    .map((_, vertex) => vertex)
    .toSorted((a, b) => compareRoots(graph.vertices[a]!, graph.vertices[b]!))
  for (const vertex of nearest) if (!isLedTo.has(vertex)) write(writer, vertex)
  for (const vertex of nearest) write(writer, vertex)
  return writer.steps
}

/**
 * The graph that steps write, vertices in the order they were made in.
 *
 * @throws {RangeError} when a step points to one that made no vertex before it, or continues nothing.
 */
export function graphOf(steps: readonly Step[]): LaneGraph {
  const vertices: GraphVertex[] = []
  const edges: GraphEdge[] = []
  const vertexOf = new Map<number, number>()
  steps.forEach((step, index) => {
    const pointed = step.pointer === null ? undefined : vertexOf.get(step.pointer)
    const last = vertices.length - 1
    if (step.kind === 'merge') {
      edges.push({ ...edgeOf(step, index), from: known(last, index), to: known(pointed, index) })
      return
    }
    vertexOf.set(index, vertices.push(step.vertex) - 1)
    if (step.kind === 'start') return
    const from = step.kind === 'fork' ? known(pointed, index) : known(last, index)
    edges.push({ ...edgeOf(step, index), from, to: vertices.length - 1 })
  })
  return { vertices, edges }
}

type Writer = LaneGraph & {
  readonly outOf: ReadonlyMap<number, readonly GraphEdge[]>
  readonly steps: Step[]
  /** The step that made each vertex. */
  readonly stepOf: Map<number, number>
}

/** Writes a vertex as a start, unless it is written, and all it leads to. */
function write(writer: Writer, root: number): void {
  if (writer.stepOf.has(root)) return
  made(writer, root, { kind: 'start', pointer: null, edge: null })
  // Edges still to be followed, the next one last.
  const open = [...waysOn(writer, root)].toReversed()
  for (let edge = open.pop(); edge !== undefined; edge = open.pop()) {
    const { from, to } = edge
    const fromStep = writer.stepOf.get(from)!
    const isLast = lastMade(writer) === fromStep
    if (writer.stepOf.has(to)) {
      if (!isLast) cut(writer, edge)
      writer.steps.push({
        kind: 'merge',
        vertex: writer.vertices[to]!,
        pointer: writer.stepOf.get(to)!,
        edge: attributesOf(edge),
      })
      continue
    }
    const isNext = writer.steps.length - 1 === fromStep
    made(writer, to, {
      kind: isNext ? 'continue' : 'fork',
      pointer: isNext ? null : fromStep,
      edge: attributesOf(edge),
    })
    open.push(...waysOn(writer, to).toReversed())
  }
}

function made(writer: Writer, vertex: number, step: Omit<Step, 'vertex'>): void {
  writer.stepOf.set(vertex, writer.steps.length)
  writer.steps.push({ ...step, vertex: writer.vertices[vertex]! })
}

/** Writes the middle of an edge, forked from its start. */
function cut({ vertices, steps, stepOf }: Writer, edge: GraphEdge): void {
  steps.push({
    kind: 'fork',
    vertex: middleOf(vertices[edge.from]!, vertices[edge.to]!),
    pointer: stepOf.get(edge.from)!,
    edge: attributesOf(edge),
  })
}

/** Index of the last step that made a vertex. */
function lastMade({ steps }: Writer): number {
  return steps.findLastIndex(({ kind }) => kind !== 'merge')
}

function waysOn(writer: Writer, vertex: number): readonly GraphEdge[] {
  const { vertices, outOf, stepOf } = writer
  const edges = outOf.get(vertex) ?? []
  if (edges.length < 2) return edges
  const at = vertices[vertex]!
  const fromLeft = edges.toSorted(
    (a, b) => leftness(at, vertices[b.to]!) - leftness(at, vertices[a.to]!),
  )
  const isWritten = ({ to }: GraphEdge): boolean => stepOf.has(to)
  const sorted: GraphEdge[] = []
  for (const edge of fromLeft.filter((candidate) => !isWritten(candidate))) {
    const place = sorted.findIndex(({ to }) => leadsTo(writer, to, edge.to))
    sorted.splice(place < 0 ? sorted.length : place, 0, edge)
  }
  return [...fromLeft.filter(isWritten), ...sorted]
}

/** Whether a vertex leads to another through what is not yet written. */
function leadsTo({ outOf, stepOf }: Writer, from: number, to: number): boolean {
  const seen = new Set([from])
  const open = [from]
  for (let vertex = open.pop(); vertex !== undefined; vertex = open.pop()) {
    if (vertex === to) return true
    for (const edge of outOf.get(vertex) ?? []) {
      if (seen.has(edge.to) || stepOf.has(edge.to)) continue
      seen.add(edge.to)
      open.push(edge.to)
    }
  }
  return false
}

function outgoing({ edges }: LaneGraph): ReadonlyMap<number, readonly GraphEdge[]> {
  return groupedBy(edges, ({ from }) => from)
}

function compareRoots(a: GraphVertex, b: GraphVertex): number {
  return Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y) || a.y - b.y
}

/** Radians by which a place lies to the left of a vertex's heading. */
function leftness({ x, y, heading }: GraphVertex, to: GraphVertex): number {
  const away = Math.atan2(to.y - y, to.x - x) - heading
  return Math.atan2(Math.sin(away), Math.cos(away))
}

/** Half way along the Hermite curve of two vertices. */
function middleOf(from: GraphVertex, to: GraphVertex): GraphVertex {
  const reach = Math.hypot(to.x - from.x, to.y - from.y)
  const bend = (axis: (angle: number) => number): number =>
    (reach / 8) * (axis(from.heading) - axis(to.heading))
  const slope = (way: number, axis: (angle: number) => number): number =>
    1.5 * way - (reach / 4) * (axis(from.heading) + axis(to.heading))
  return {
    x: (from.x + to.x) / 2 + bend(Math.cos),
    y: (from.y + to.y) / 2 + bend(Math.sin),
    heading: Math.atan2(slope(to.y - from.y, Math.sin), slope(to.x - from.x, Math.cos)),
  }
}

function attributesOf({ laneKind, turn, leftMark, rightMark }: GraphEdge): EdgeAttributes {
  return { laneKind, turn, leftMark, rightMark }
}

function edgeOf({ edge, kind }: Step, index: number): EdgeAttributes {
  if (edge === null) throw new RangeError(`Expected what the edge of step ${index} (${kind}) is`)
  return edge
}

function known(vertex: number | undefined, index: number): number {
  if (vertex === undefined || vertex < 0) {
    throw new RangeError(`Expected step ${index} to lead from and to vertices made before it`)
  }
  return vertex
}
