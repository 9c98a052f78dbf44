import { type Polyline, resamplePolyline, type Vec3 } from '@trueline/geometry'
import type { Digraph } from './digraph.ts'
import type { LaneGraph } from './laneGraph.ts'

/** A lane graph told point by point, as the decoder of a model tells it. */
export type VertexGraph = Digraph & { readonly vertices: Polyline }

/**
 * The lanes as vertices at most `step` apart, one edge from each to the next. Of lanes that are linked, the end
 * of one and the start of the other are one vertex.
 */
export function vertexGraphOf({ lanes, links }: LaneGraph, step: number): VertexGraph {
  const lines = lanes.map(({ line }) => resamplePolyline(line, step))
  const ends = joinedEnds(lines.length, links)
  const vertices: Vec3[] = []
  const vertexAt = new Map<number, number>()
  const edges: (readonly [number, number])[] = []
  for (const [lane, line] of lines.entries()) {
    let before: number | null = null
    for (const [index, point] of line.entries()) {
      const end = index === 0 ? 2 * lane : index === line.length - 1 ? 2 * lane + 1 : null
      const joined = end === null ? null : ends(end)
      const vertex: number = (joined === null ? undefined : vertexAt.get(joined)) ?? vertices.length
      if (vertex === vertices.length) vertices.push(point)
      if (joined !== null) vertexAt.set(joined, vertex)
      if (before !== null && before !== vertex) edges.push([before, vertex])
      before = vertex
    }
  }
  return { size: vertices.length, vertices, edges }
}

/** A name for each start (`2 × lane`) and end (`2 × lane + 1`), one for those that links join. */
function joinedEnds(lanes: number, links: LaneGraph['links']): (end: number) => number {
  const above = Array.from({ length: 2 * lanes }, (_, end) => end)
  const nameOf = (end: number): number => {
    let name = end
    while (above[name] !== name) name = above[name]!
    above[end] = name
    return name
  }
  for (const { from, to } of links) above[nameOf(2 * from + 1)] = nameOf(2 * to)
  return nameOf
}
