import { nearestOnPolyline, type Polyline, resamplePolyline, type Vec3 } from '@trueline/geometry'
import type { LaneGraph, LaneLine } from './laneGraph.ts'
import type { SureLink } from './topologyScore.ts'

/** Where roads are compared: all that lies within `range` meters, from above, of where the ego drove. */
export type Reach = { readonly path: Polyline; readonly range: number }

/** In meters: lines are cut no more exactly. */
const STEP = 0.5

/** What is left of a line that is shorter says nothing. */
const SHORTEST_M = 1

/** The graph with its lines cut where they leave the reach; links stay where the ends they join do. */
export function cutToReach({ lanes, links, boundaries }: LaneGraph, reach: Reach): LaneGraph {
  const path = reach.path.map(fromAbove)
  const isInside = (point: Vec3): boolean =>
    nearestOnPolyline(path, fromAbove(point)).distance <= reach.range
  const parts: LaneLine[] = []
  const firstOf = new Map<number, number>()
  const lastOf = new Map<number, number>()
  for (const [index, lane] of lanes.entries()) {
    const inside = stretchesIn(lane.line, isInside)
    if (inside.startsInside) firstOf.set(index, parts.length)
    for (const line of inside.stretches) parts.push({ ...lane, line })
    if (inside.endsInside) lastOf.set(index, parts.length - 1)
  }
  return {
    lanes: parts,
    links: links.flatMap(({ from, to, surety }): readonly SureLink[] => {
      const [last, first] = [lastOf.get(from), firstOf.get(to)]
      return last === undefined || first === undefined ? [] : [{ from: last, to: first, surety }]
    }),
    boundaries: boundaries.flatMap((boundary) =>
      stretchesIn(boundary.line, isInside).stretches.map((line) => ({ ...boundary, line })),
    ),
  }
}

type Stretches = {
  readonly stretches: readonly Polyline[]
  /** Whether the first stretch begins where the line does. */
  readonly startsInside: boolean
  readonly endsInside: boolean
}

function stretchesIn(line: Polyline, isInside: (point: Vec3) => boolean): Stretches {
  // A line that is wholly inside keeps its own points.
  if (line.every(isInside) && resamplePolyline(line, STEP).every(isInside)) {
    return { stretches: [line], startsInside: true, endsInside: true }
  }
  const points = resamplePolyline(line, STEP)
  const runs: Vec3[][] = []
  let run: Vec3[] | null = null
  for (const point of points) {
    if (!isInside(point)) {
      run = null
      continue
    }
    if (run === null) {
      run = []
      runs.push(run)
    }
    run.push(point)
  }
  const isKept = (one: Polyline): boolean => (one.length - 1) * STEP >= SHORTEST_M
  const [first, last] = [runs[0], runs.at(-1)]
  return {
    stretches: runs.filter(isKept),
    startsInside: first !== undefined && first[0] === points[0] && isKept(first),
    endsInside: last !== undefined && last.at(-1) === points.at(-1) && isKept(last),
  }
}

function fromAbove([x, y]: Vec3): Vec3 {
  return [x, y, 0]
}
