import { chainsOf } from '../chainsOf.ts'
import type { EdgeKind, EdgeTurn } from '../laneGraph.ts'
import type { WorldEdge, WorldGraph, WorldPoint } from './worldGraph.ts'

/** A lane of a drive: a line that nothing leaves or joins between its ends. */
export type DriveLane = {
  readonly laneKind: EdgeKind
  readonly turn: EdgeTurn
  readonly points: readonly WorldPoint[]
  readonly score: number
}

/** That a lane goes on as another, by their places among all. */
export type DriveLink = { readonly from: number; readonly to: number; readonly score: number }

/** The lanes of a drive and which go on as which. */
export type DriveLanes = {
  readonly lanes: readonly DriveLane[]
  readonly links: readonly DriveLink[]
}

/** A lane that is shorter and leads nowhere, or comes from nowhere, is no lane. */
const SHORTEST_END = 4

/** Edges joined to lanes: cut where edges fork or meet, or change what they are. */
export function lanesOf({ nodes, edges }: WorldGraph): DriveLanes {
  const isStartOf = new Set(edges.map(({ from }) => from))
  const isEndOf = new Set(edges.map(({ to }) => to))
  const chains = chainsOf({ nodes, edges }, isAlike)
  const isStub = (chain: readonly number[]): boolean => {
    const [first, last] = [edges[chain[0]!]!, edges[chain.at(-1)!]!]
    const isEnd = !isEndOf.has(first.from) || !isStartOf.has(last.to)
    return isEnd && lengthOf(chain.flatMap((edge) => edges[edge]!.points)) < SHORTEST_END
  }
  const kept = chains.filter((chain) => !isStub(chain))
  const startingAt = new Map<number, number[]>()
  kept.forEach((chain, lane) => {
    const { from } = edges[chain[0]!]!
    startingAt.set(from, [...(startingAt.get(from) ?? []), lane])
  })
  return {
    lanes: kept.map((chain) => laneOf(chain.map((edge) => edges[edge]!))),
    links: kept.flatMap((chain, from) => {
      const last = edges[chain.at(-1)!]!
      return (startingAt.get(last.to) ?? [])
        .filter((to) => to !== from)
        .map((to) => ({ from, to, score: Math.min(last.score, edges[kept[to]![0]!]!.score) }))
    }),
  }
}

function isAlike(a: WorldEdge, b: WorldEdge): boolean {
  return a.laneKind === b.laneKind && a.turn === b.turn
}

function laneOf(edges: readonly WorldEdge[]): DriveLane {
  const { laneKind, turn } = edges[0]!
  const points = edges.flatMap((edge, index) => edge.points.slice(index === 0 ? 0 : 1))
  const length = edges.reduce((sum, edge) => sum + lengthOf(edge.points), 0)
  const weighed = edges.reduce((sum, edge) => sum + edge.score * lengthOf(edge.points), 0)
  return { laneKind, turn, points, score: length > 0 ? weighed / length : 0 }
}

function lengthOf(points: readonly WorldPoint[]): number {
  let length = 0
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1]!, points[index]!]
    length += Math.hypot(to[0] - from[0], to[1] - from[1])
  }
  return length
}
