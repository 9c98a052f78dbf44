import type { Random } from '../random.ts'
import type { NetworkLane, Point, RoadNetwork } from './network.ts'

/** Lanes that lead to each lane, and the lanes by id: what a walk through a network looks up. */
export type LaneIndex = {
  readonly lanes: readonly NetworkLane[]
  readonly predecessors: readonly (readonly number[])[]
}

/** The index of a network's lanes. */
export function indexOf({ lanes }: RoadNetwork): LaneIndex {
  const predecessors = lanes.map((): number[] => [])
  for (const { id, successors } of lanes) {
    for (const successor of successors) predecessors[successor]!.push(id)
  }
  return { lanes, predecessors }
}

/** Where on a lane a walk begins, and how far it goes from there. */
export type Walk = {
  readonly lane: number
  /** Index of the lane's point it begins at. */
  readonly point: number
  readonly length: number
}

/**
 * The way from a place of a lane along the lanes it leads to, at random where they fork, or back along
 * those that lead to it; ends early where no lane goes on.
 */
export function walk(
  { lanes, predecessors }: LaneIndex,
  { lane, point, length }: Walk,
  { random, isBack }: { readonly random: Random; readonly isBack: boolean },
): readonly Point[] {
  const way: Point[] = []
  let left = length
  let current: NetworkLane | undefined = lanes[lane]
  let first = point
  while (current !== undefined && left > 0) {
    const { line } = current
    for (let index = first; isBack ? index >= 0 : index < line.length; index += isBack ? -1 : 1) {
      const next = line[index]!
      const last = way.at(-1)
      const step = last === undefined ? 1 : Math.hypot(next[0] - last[0], next[1] - last[1])
      if (step < 0.01) continue
      way.push(next)
      if (last !== undefined) left -= step
      if (left <= 0) break
    }
    const ways: readonly number[] = isBack ? predecessors[current.id]! : current.successors
    current = lanes[ways[Math.floor(random() * ways.length)] ?? -1]
    first = isBack && current !== undefined ? current.line.length - 1 : 0
  }
  return way
}
