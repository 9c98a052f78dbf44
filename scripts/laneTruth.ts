import { laneGraphOf, type LaneGraph as ScoredGraph } from '@trueline/evaluation'
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
      : seenStretches(line, mask).map((part) => ({
          line: part,
          class: mark === 'kerb' ? ('roadEdge' as const) : mark === 'dashed' ? mark : 'solid',
          surety: 1,
        })),
  )
  return { ...laneGraphOf(records), boundaries }
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
