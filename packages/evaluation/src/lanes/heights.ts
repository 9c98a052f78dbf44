import type { Polyline } from '@trueline/geometry'
import type { LaneGraph } from './laneGraph.ts'

/** Whether a road tells heights: one of which every point lies at one height comes of a flat map. */
export function hasHeights({ lanes, boundaries }: LaneGraph): boolean {
  const first = (lanes[0] ?? boundaries[0])?.line[0]?.[2]
  return [...lanes, ...boundaries].some(({ line }) => line.some(([, , z]) => z !== first))
}

/** The road as seen from above. */
export function flattened({ lanes, links, boundaries }: LaneGraph): LaneGraph {
  const flat = (line: Polyline): Polyline => line.map(([x, y]) => [x, y, 0])
  return {
    links,
    lanes: lanes.map((lane) => ({ ...lane, line: flat(lane.line) })),
    boundaries: boundaries.map((boundary) => ({ ...boundary, line: flat(boundary.line) })),
  }
}
