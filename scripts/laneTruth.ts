import { type BoundaryLine, laneGraphOf, type LaneGraph as ScoredGraph } from '@trueline/evaluation'
import { type Polyline, resamplePolyline, type Vec3 } from '@trueline/geometry'
import { roadOf, WINDOW } from '@trueline/perception'
import {
  TARGET_CELL,
  TARGET_COLUMNS,
  TARGET_ROWS,
} from '../packages/models/src/laneWindows/denseTargets.ts'
import type { LaneWindow } from '../packages/models/src/laneWindows/laneWindow.ts'
import { observed } from '../packages/models/src/laneWindows/observed.ts'

/** Where a window's ego is taken to be. */
export const AT_ORIGIN = { x: 0, y: 0, z: 0, yaw: 0 } as const
/** In meters: how finely lines are cut where nothing is seen, and what is too short to be asked for. */
const STEP = 0.5
const SHORTEST = 4
/** Ends of boundaries that are one line: how near, and how straight over how many points. */
const MEET = 1
const LOOKED_BACK = 6
const STRAIGHT = Math.cos((25 * Math.PI) / 180)

/**
 * The road of a window as scoring reads it: lanes of what is seen, joined and cut as the product does,
 * and what can be seen of boundaries that are painted or stand up, stop lines and crosswalks.
 */
export function laneTruth(window: LaneWindow): ScoredGraph {
  const { graph, network } = window
  const sure = {
    graph,
    vertexScores: graph.vertices.map(() => 1),
    edgeScores: graph.edges.map(() => 1),
  }
  const nothing = new Float32Array(TARGET_ROWS * (TARGET_COLUMNS + 4) * 10).fill(-10)
  const records = roadOf([{ pose: AT_ORIGIN, lanes: sure, dense: nothing }], {
    heightAt: () => 0,
    paths: [],
    prefix: 'truth',
  })
  const mask = observed(window.channels)
  const boundaries = network.boundaries.flatMap(({ mark, line }) =>
    mark === 'none'
      ? []
      : seenStretches(line, mask).map(
          (part): BoundaryLine => ({
            line: part,
            class: mark === 'kerb' ? 'roadEdge' : mark === 'dashed' ? mark : 'solid',
            surety: 1,
          }),
        ),
  )
  const isEdge = ({ class: told }: BoundaryLine): boolean => told === 'roadEdge'
  const [edges, paint] = [boundaries.filter(isEdge), boundaries.filter((one) => !isEdge(one))]
  return { ...laneGraphOf(records), boundaries: [...joined(edges), ...joined(paint)] }
}

/** Lines that go on as one another made one, as a person draws them: networks cut them by lane. */
function joined(lines: readonly BoundaryLine[]): readonly BoundaryLine[] {
  const open = [...lines]
  for (let index = 0; index < open.length; ) {
    const partner = open.findIndex(
      (other, at) => at !== index && joint(open[index]!.line, other.line) !== null,
    )
    if (partner < 0) {
      index++
      continue
    }
    open[index] = { ...open[index]!, line: joint(open[index]!.line, open[partner]!.line)! }
    open.splice(partner, 1)
    if (partner < index) index--
  }
  return open
}

/** Two lines as one, turned as it takes; `null` where they do not go on as each other. */
function joint(a: Polyline, b: Polyline): Polyline | null {
  for (const first of [a, a.toReversed()]) {
    for (const second of [b, b.toReversed()]) {
      const [end, start] = [first.at(-1)!, second[0]!]
      if (Math.hypot(start[0] - end[0], start[1] - end[1]) > MEET) continue
      const before = first.at(-1 - Math.min(LOOKED_BACK, first.length - 1))!
      const after = second[Math.min(LOOKED_BACK, second.length - 1)]!
      const [px, py] = [end[0] - before[0], end[1] - before[1]]
      const [qx, qy] = [after[0] - start[0], after[1] - start[1]]
      const cos = (px * qx + py * qy) / Math.max(1e-9, Math.hypot(px, py) * Math.hypot(qx, qy))
      if (cos > STRAIGHT) return [...first, ...second]
    }
  }
  return null
}

/** The parts of a line that lie in the window where something is seen. */
function seenStretches(
  line: readonly (readonly [number, number])[],
  mask: Uint8Array,
): readonly Polyline[] {
  const points = resamplePolyline(
    line.map(([x, y]): Vec3 => [x, y, 0]),
    STEP,
  )
  const parts: Vec3[][] = [[]]
  for (const point of points) {
    if (isSeen(mask, point)) parts.at(-1)!.push(point)
    else if (parts.at(-1)!.length > 0) parts.push([])
  }
  return parts.filter(({ length }) => (length - 1) * STEP >= SHORTEST)
}

function isSeen(mask: Uint8Array, [x, y]: Vec3): boolean {
  const row = Math.floor((x + WINDOW.back) / TARGET_CELL)
  const column = Math.floor((y + WINDOW.side) / TARGET_CELL)
  if (row < 0 || row >= TARGET_ROWS || column < 0 || column >= TARGET_COLUMNS) return false
  return mask[row * TARGET_COLUMNS + column] === 255
}
