import type { LaneGraph } from '../laneGraph.ts'
import { edgeLine, type Line } from '../windowLine.ts'
import { centerSureness } from './centerSureness.ts'
import { tracedLanes } from './tracedLanes.ts'

/** What a window's line maps show of lanes, without the decoder. */
export type ShownLanes = {
  readonly lanes: LaneGraph
  /** How sure the maps are of a lane's middle along a line that leads as it does, from 0 to 1. */
  readonly sureOf: (line: Line) => number
  /** The edges that the maps are surest of. */
  readonly sureEdges: readonly SureEdge[]
}

/** An edge with points along it. */
type SureEdge = { readonly edge: number; readonly line: Line; readonly sure: number }

/** Less sure edges are not held against what the decoder says. */
const LEAST_SURE = 0.5
/** An edge is passed over where most of it lies so far from all that was said, in meters. */
const APART = 2
const MOST = 0.8

/** @param dense logits, as the encoder gives them. */
export function shownLanes(dense: Float32Array): ShownLanes {
  const lanes = tracedLanes(dense, () => true)
  const sureOf = centerSureness(dense)
  const sureEdges = [...lanes.edges.keys()].flatMap((edge): readonly SureEdge[] => {
    const line = edgeLine(lanes, edge)
    const sure = sureOf(line)
    return sure > LEAST_SURE ? [{ edge, line, sure }] : []
  })
  return { lanes, sureOf, sureEdges }
}

/** The sure edges that a graph of lanes says nothing of. */
export function passedOver({ sureEdges }: ShownLanes, said: LaneGraph): readonly SureEdge[] {
  const points = said.edges.flatMap((_, edge) => edgeLine(said, edge))
  const isApart = ([x, y]: Line[number]): boolean =>
    points.every(([otherX, otherY]) => (x - otherX) ** 2 + (y - otherY) ** 2 > APART ** 2)
  return sureEdges.filter(({ line }) => line.filter(isApart).length > MOST * line.length)
}
