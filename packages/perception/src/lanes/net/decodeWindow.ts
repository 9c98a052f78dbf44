import type { TrafficSide } from '../drive/trafficSide.ts'
import {
  type EdgeAttributes,
  type GraphVertex,
  LANE_KINDS,
  type LaneGraph,
  MARKS,
  TURNS,
  WINDOW,
} from '../laneGraph.ts'
import { passedOver, type ShownLanes } from '../lines/shownLanes.ts'
import { graphOf, STEP, type Step } from '../sequence.ts'
import { likeliest, shareAround } from './chances.ts'
import { type Ahead, type Outlook, openDecoding } from './laneDecoder.ts'
import { LANE_NET, PATCH, PATCH_CELLS, type WindowMaps } from './layout.ts'
import { type Place, patchMiddle, type Seen, seenFrom, startMiddle, toldBy } from './places.ts'
import type { DecoderWeights } from './weights.ts'

/** The lanes of a window with how sure each vertex and edge is, from 0 to 1. */
export type ScoredGraph = {
  readonly graph: LaneGraph
  /** As the graph's vertices and edges. */
  readonly vertexScores: readonly number[]
  readonly edgeScores: readonly number[]
}

/** No vertex is further from the one before, nor turned by more against it. */
const FURTHEST = 15
const LEAST_COS = Math.cos((60 * Math.PI) / 180)
/** Two vertices nearer than this that look the same way are one. */
const SAME = 1
const SAME_COS = Math.cos((35 * Math.PI) / 180)
/** Lanes do not start nearer to one another. */
const STARTS_APART = 1.5
/** How far outside of the window a vertex may be found. */
const MARGIN = 1
/** Middles of a patch's cells, and how far away they are. */
const PATCH_MIDDLES = Array.from({ length: PATCH_CELLS }, (_, cell) => {
  const { ahead, left } = patchMiddle(cell)
  return { ahead, left, distance: Math.hypot(ahead, left) }
})

/** How a window is read. */
export type DecodeOptions = {
  /** The side that traffic keeps to. */
  readonly traffic: TrafficSide
  /** Lanes that the line maps of the window show. */
  readonly shown: ShownLanes
}

/** A step with how sure it is. */
type Found = {
  readonly step: Step
  readonly place: Place
  readonly source: number | null
  readonly target: number | null
  readonly score: number
}

/**
 * The lanes that a window shows: the likeliest step each time, of those that are possible. Where it would
 * end there and the line maps show a lane that nothing was said of, it goes on from the start of that one.
 *
 * Most of it is about a million multiplications a step, on one thread.
 */
export function decodeWindow(
  weights: DecoderWeights,
  maps: WindowMaps,
  { traffic, shown }: DecodeOptions,
): ScoredGraph {
  const decoding = openDecoding(weights, maps, traffic)
  const found: Found[] = []
  while (found.length < LANE_NET.steps - 1) {
    const next = nextStep(decoding.outlook(), found) ?? promptedStep(found, shown)
    if (next === null) break
    found.push(next)
    const { place, source, target, step } = next
    decoding.take({ kind: step.kind, place, source, target })
  }
  const scoresOf = (made: (step: Step) => boolean): readonly number[] =>
    found.filter(({ step }) => made(step)).map(({ score }) => score)
  return {
    graph: graphOf(found.map(({ step }) => step)),
    vertexScores: scoresOf(({ kind }) => kind !== 'merge'),
    edgeScores: scoresOf(({ kind }) => kind !== 'start'),
  }
}

/** What comes next; `null` at the end. Kinds are tried from the likeliest on. */
function nextStep(outlook: Outlook, found: readonly Found[]): Found | null {
  const tried = new Set<number>()
  const goesOn = found.at(-1) !== undefined && found.at(-1)!.step.kind !== 'merge'
  for (;;) {
    const kind = likeliest(
      outlook.kind,
      (index) => !tried.has(index) && (index !== STEP.continue || goesOn),
    )
    if (kind === null || kind.index === STEP.end) return null
    tried.add(kind.index)
    const chance = kind.shares[kind.index]!
    const next = stepOf(outlook, found, kind.index)
    if (next !== null) return { ...next, score: next.score * chance }
  }
}

/** The start of a lane that the line maps show and nothing was said of; `null` where there is none. */
function promptedStep(found: readonly Found[], shown: ShownLanes): Found | null {
  const passed = passedOver(shown, graphOf(found.map(({ step }) => step)))
  const ledTo = new Set(passed.map(({ edge }) => shown.lanes.edges[edge]!.to))
  for (const { edge, sure } of passed) {
    const { from } = shown.lanes.edges[edge]!
    if (ledTo.has(from)) continue
    const vertex = shown.lanes.vertices[from]!
    const { x, y, heading } = vertex
    const place: Place = { x, y, cos: Math.cos(heading), sin: Math.sin(heading) }
    if (!isInside(x, y) || twinOf(found, place) >= 0) continue
    const step: Step = { kind: 'start', vertex, pointer: null, edge: null }
    return { step, place, source: null, target: null, score: sure }
  }
  return null
}

function stepOf(outlook: Outlook, found: readonly Found[], kind: number): Found | null {
  const hand = found.findLastIndex(({ step }) => step.kind !== 'merge')
  if (kind === STEP.start) return startStep(outlook, found)
  if (hand < 0) return null
  if (kind === STEP.merge) return mergeStep(outlook, found, hand)
  if (kind === STEP.continue) return grownStep(outlook, found, { source: hand, chance: 1 })
  const children = new Set(found.map(({ source }) => source))
  const from = likeliest(
    outlook.fork(),
    (index) => found[index]!.step.kind !== 'merge' && children.has(index),
  )
  if (from === null) return null
  const chance = from.shares[from.index]!
  return grownStep(outlook, found, { source: from.index, chance })
}

function startStep(outlook: Outlook, found: readonly Found[]): Found | null {
  const { columns } = LANE_NET.starts
  const starts = found.filter(({ step }) => step.kind === 'start')
  const cell = likeliest(outlook.starts(), (index) => {
    const { x, y } = startMiddle(index)
    if (!isInside(x, y)) return false
    return starts.every(({ place }) => Math.hypot(place.x - x, place.y - y) >= STARTS_APART)
  })
  if (cell === null) return null
  const [dx, dy, cos, sin] = outlook.startDetail(cell.index)
  const middle = startMiddle(cell.index)
  const place: Place = {
    x: middle.x + dx! * LANE_NET.starts.cell,
    y: middle.y + dy! * LANE_NET.starts.cell,
    ...unit(cos!, sin!),
  }
  if (twinOf(found, place) >= 0) return null
  const score = shareAround(cell.shares, cell.index, columns)
  const step: Step = { kind: 'start', vertex: vertexOf(place), pointer: null, edge: null }
  return { step, place, source: null, target: null, score }
}

function mergeStep(outlook: Outlook, found: readonly Found[], hand: number): Found | null {
  const from = found[hand]!.place
  const leadsTo = new Set(found.filter(({ source }) => source === hand).map(arrivalOf(found)))
  const target = likeliest(outlook.merge(hand), (index) => {
    if (index === hand || found[index]!.step.kind === 'merge' || leadsTo.has(index)) return false
    const { ahead, left, cos } = seenFrom(found[index]!.place, from)
    return ahead > 0 && Math.hypot(ahead, left) <= FURTHEST && cos >= LEAST_COS
  })
  if (target === null) return null
  return mergedStep(outlook.ahead(hand, false), found, {
    source: hand,
    target: target.index,
    score: target.shares[target.index]!,
  })
}

/** The step whose vertex a step's edge arrives at. */
function arrivalOf(found: readonly Found[]): (one: Found) => number {
  return (one) => one.target ?? found.indexOf(one)
}

function mergedStep(
  ahead: Ahead,
  found: readonly Found[],
  link: { readonly source: number; readonly target: number; readonly score: number },
): Found {
  const { source, target, score } = link
  const { place } = found[target]!
  const edge = edgeOf(ahead, seenFrom(place, found[source]!.place))
  const step: Step = { kind: 'merge', vertex: vertexOf(place), pointer: target, edge }
  return { step, place, source, target, score }
}

/** A new vertex led to by `source`'s; an edge alone where it would lie on another. */
function grownStep(
  outlook: Outlook,
  found: readonly Found[],
  { source, chance }: { readonly source: number; readonly chance: number },
): Found | null {
  const isNext = source === found.length - 1
  const from = found[source]!.place
  const ahead = outlook.ahead(source, !isNext)
  const cell = likeliest(ahead.cells(), (index) => {
    const { ahead: forward, left, distance } = PATCH_MIDDLES[index]!
    const x = from.x + from.cos * forward - from.sin * left
    const y = from.y + from.sin * forward + from.cos * left
    return distance <= FURTHEST + PATCH.cell && isInside(x, y)
  })
  if (cell === null) return null
  const seen = kept(ahead.detail(cell.index), cell.index)
  const place = toldBy(seen, from)
  const score = chance * shareAround(cell.shares, cell.index, PATCH.across)
  const twin = twinOf(found, place)
  if (twin >= 0) {
    const hand = found.findLastIndex(({ step }) => step.kind !== 'merge')
    const isLed = found.some((one) => one.source === source && arrivalOf(found)(one) === twin)
    if (twin === source || source !== hand || isLed) return null
    return mergedStep(ahead, found, { source, target: twin, score })
  }
  const step: Step = {
    kind: isNext ? 'continue' : 'fork',
    vertex: vertexOf(place),
    pointer: isNext ? null : source,
    edge: edgeOf(ahead, seen),
  }
  return { step, place, source, target: null, score }
}

/** What is seen in a cell, within the limits of a step. */
function kept([dx, dy, cos, sin]: Float32Array, cell: number): Seen {
  const middle = patchMiddle(cell)
  const [ahead, left] = [middle.ahead + dx! * PATCH.cell, middle.left + dy! * PATCH.cell]
  const scale = Math.min(1, FURTHEST / Math.hypot(ahead, left))
  const turned = unit(cos!, sin!)
  const most = Math.sign(turned.sin) * Math.sqrt(1 - LEAST_COS ** 2)
  const limited = turned.cos >= LEAST_COS ? turned : { cos: LEAST_COS, sin: most }
  return { ahead: ahead * scale, left: left * scale, ...limited }
}

/** The step whose vertex is the same as one at a place; -1 where there is none. */
function twinOf(found: readonly Found[], place: Place): number {
  return found.findIndex(({ step, place: other }) => {
    if (step.kind === 'merge') return false
    const { ahead, left, cos } = seenFrom(other, place)
    return Math.hypot(ahead, left) < SAME && cos > SAME_COS
  })
}

function isInside(x: number, y: number): boolean {
  return (
    x >= -WINDOW.back - MARGIN && x <= WINDOW.front + MARGIN && Math.abs(y) <= WINDOW.side + MARGIN
  )
}

function unit(cos: number, sin: number): { readonly cos: number; readonly sin: number } {
  const length = Math.hypot(cos, sin)
  return length > 0 ? { cos: cos / length, sin: sin / length } : { cos: 1, sin: 0 }
}

function vertexOf({ x, y, cos, sin }: Place): GraphVertex {
  return { x, y, heading: Math.atan2(sin, cos) }
}

/** The likeliest of each attribute. */
function edgeOf(ahead: Ahead, seen: Seen): EdgeAttributes {
  const logits = ahead.edge(seen)
  let at = 0
  const best = <Name>(names: readonly Name[]): Name => {
    const part = logits.subarray(at, at + names.length)
    at += names.length
    return names[part.indexOf(Math.max(...part))]!
  }
  const [laneKind, turn] = [best(LANE_KINDS), best(TURNS)]
  return { laneKind, turn, leftMark: best(MARKS), rightMark: best(MARKS) }
}
