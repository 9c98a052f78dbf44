import { graphOfLanes, type WindowLane } from '../graphOfLanes.ts'
import { type LaneGraph, WINDOW } from '../laneGraph.ts'
import { LANE_NET } from '../net/layout.ts'
import { centerLines, type FlatPoint } from './findLines.ts'
import { addDense, createLineMap } from './lineMap.ts'

/** Where directions are in the dense maps: after lines and areas. */
const [COS, SIN] = [8, 9] as const
/** In meters: an end this near to a start goes on there; shorter lines that end in nothing are dirt. */
const MEET = 4
const SHORTEST_END = 4
/** Directions at ends are taken over more than this, in meters. */
const BENT = 3
/** What goes on turns less than this from an end to a start. */
const STRAIGHT = Math.cos(Math.PI / 3)
const AT_EGO = { x: 0, y: 0, z: 0, yaw: 0 } as const

/** A line from where lanes begin to where they end, and the directions in which it does. */
type Traced = {
  readonly line: readonly FlatPoint[]
  readonly leaving: FlatPoint
  readonly arriving: FlatPoint
}

/**
 * The lanes that a window's dense maps tell without the decoder: middles of lanes traced, led as the
 * directions along them say, ends joined to starts near by. What they are (kind, turn, marks) is not told.
 *
 * @param dense logits, as the encoder gives them.
 * @param isSeen whether the ground is seen at a place of the window; elsewhere maps say nothing.
 */
export function tracedLanes(
  dense: Float32Array,
  isSeen: (x: number, y: number) => boolean,
): LaneGraph {
  const { back, front, side } = WINDOW
  const map = createLineMap({ minX: -back, minY: -side, maxX: front, maxY: side }, ['center'])
  addDense(map, dense, AT_EGO)
  const traced = centerLines(map).flatMap((line) => led(dense, line))
  const next = traced.map((from) =>
    traced.flatMap((to, index) => (from !== to && goesOn(from, to) ? [index] : [])),
  )
  const isLedTo = new Set(next.flat())
  const lanes = traced.flatMap(({ line }, index): readonly WindowLane[] => {
    const isOpen = next[index]!.length === 0 || !isLedTo.has(index)
    if (isOpen && lengthOf(line) < SHORTEST_END) return []
    return [
      {
        id: String(index),
        line,
        successors: next[index]!.map(String),
        laneKind: 'road',
        turn: 'none',
        leftMark: 'none',
        rightMark: 'none',
      },
    ]
  })
  return graphOfLanes(lanes, isSeen)
}

/** A line turned so that it leads as the maps say along it; none of a single place. */
function led(dense: Float32Array, line: readonly FlatPoint[]): readonly Traced[] {
  if (line.length < 2 || lengthOf(line) === 0) return []
  let agreement = 0
  for (const [index, [x, y]] of line.entries()) {
    const [from, to] = [line[Math.max(0, index - 1)]!, line[Math.min(line.length - 1, index + 1)]!]
    const [cos, sin] = directionAt(dense, x, y)
    agreement += cos * (to[0] - from[0]) + sin * (to[1] - from[1])
  }
  const turned = agreement < 0 ? line.toReversed() : line
  const back = turned.toReversed()
  const leaving = way(turned[0]!, awayFromStart(turned))
  return [{ line: turned, leaving, arriving: way(awayFromStart(back), back[0]!) }]
}

/** The first point of a line that lies away from its start, past how it bends where it branches off. */
function awayFromStart(line: readonly FlatPoint[]): FlatPoint {
  const [startX, startY] = line[0]!
  return line.find(([x, y]) => Math.hypot(x - startX, y - startY) > BENT) ?? line.at(-1)!
}

function directionAt(dense: Float32Array, x: number, y: number): FlatPoint {
  const { rows, columns, cell } = LANE_NET.dense
  const row = Math.min(rows - 1, Math.max(0, Math.floor((x + WINDOW.back) / cell)))
  const column = Math.min(columns - 1, Math.max(0, Math.floor((y + WINDOW.side) / cell)))
  const at = row * columns + column
  return [dense[COS * rows * columns + at]!, dense[SIN * rows * columns + at]!]
}

/** Whether a lane goes on as another: it ends near where that starts, in about the direction that leaves in. */
function goesOn(from: Traced, to: Traced): boolean {
  const [end, start] = [from.line.at(-1)!, to.line[0]!]
  const gap = Math.hypot(start[0] - end[0], start[1] - end[1])
  const [a, b] = [from.arriving, to.leaving]
  if (gap > MEET || a[0] * b[0] + a[1] * b[1] < STRAIGHT) return false
  if (gap < 2 * LANE_NET.dense.cell) return true
  const over = way(end, start)
  return a[0] * over[0] + a[1] * over[1] > STRAIGHT
}

function way(from: FlatPoint, to: FlatPoint): FlatPoint {
  const length = Math.max(1e-9, Math.hypot(to[0] - from[0], to[1] - from[1]))
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
}

function lengthOf(line: readonly FlatPoint[]): number {
  return line.reduce((sum, [x, y], index) => {
    const [beforeX, beforeY] = line[Math.max(0, index - 1)]!
    return sum + Math.hypot(x - beforeX, y - beforeY)
  }, 0)
}
