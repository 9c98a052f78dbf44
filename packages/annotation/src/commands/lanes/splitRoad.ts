import {
  nearestOnPolyline,
  type Polyline,
  pointAlong,
  polylineLength,
  splitPolyline,
} from '@trueline/geometry'
import {
  type Annotations,
  isShown,
  laneOf,
  linksAt,
  mapElementOf,
  recordOf,
} from '../../annotations.ts'
import type { LaneId, MapElementId, RecordId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { Lane, LaneBoundary } from '../../records/lane.ts'
import type { Link } from '../../records/link.ts'
import type { LineMark, MapElement } from '../../records/mapElement.ts'
import type { AnnotationRecord } from '../../records/record.ts'
import { patchTo } from '../changes.ts'
import { TakenError } from '../errors.ts'
import { boundaryLine, lanesBoundedBy } from './boundaries.ts'
import { UnsoundShapeError } from './errors.ts'
import { openLane, openMapElement, touched } from './guards.ts'
import { newLink, relinked } from './linkFixed.ts'

/** A cut this near to an end would leave a stump. */
const SHORTEST_M = 0.05

/**
 * Cuts a lane in two, and with it every lane that shares a boundary across the road, so that boundaries
 * stay shared: each part's second half gets a new id and is the successor of the first. Lanes and boundaries
 * that do not reach the cut stay whole, on the side of it where they lie.
 *
 * @throws {UnknownFixedError} when there is no such lane.
 * @throws {FrozenFixedError} when one of the lanes or boundaries that are cut is final.
 * @throws {TakenError} when a new id is in use.
 * @throws {UnsoundShapeError} when the cut lies at an end of the lane.
 */
export function splitRoad(
  annotations: Annotations,
  args: {
    readonly laneId: LaneId
    /** Meters along the lane's middle. */
    readonly along: number
    /** A new id for the second half of a lane or boundary. */
    readonly newId: (id: LaneId | MapElementId) => string
  },
): Patch {
  const first = openLane(annotations, args.laneId)
  const place = splitPolyline(first.centerLine, args.along)[1][0]!
  const road = acrossRoad(annotations, first)
  const after = new Map<RecordId, AnnotationRecord | null>()
  const newIdOf = new Map<RecordId, RecordId>()
  const renamed = <Id extends LaneId | MapElementId>(id: Id): Id => {
    const fresh = (newIdOf.get(id) ?? args.newId(id)) as Id
    if (recordOf(annotations, fresh) !== undefined) throw new TakenError('id', fresh)
    newIdOf.set(id, fresh)
    return fresh
  }
  const cutOf = (line: Polyline): number | null => {
    const { along } = nearestOnPolyline(line, place)
    return along < SHORTEST_M || along > polylineLength(line) - SHORTEST_M ? null : along
  }
  if (cutOf(first.centerLine) === null) {
    throw new UnsoundShapeError(`Expected a cut inside of ${first.id}, found it at its end`)
  }
  const cuts = new Map<RecordId, { readonly points: Polyline; readonly along: number }>()
  for (const id of road.boundaries) {
    const shape = mapElementOf(annotations, id)?.shape
    const along = shape?.kind === 'line' ? cutOf(shape.points) : null
    if (shape?.kind !== 'line' || along === null) continue
    cuts.set(id, { points: shape.points, along })
    const element = openMapElement(annotations, id)
    const [front, back] = splitPolyline(shape.points, along)
    const marks = splitMarks(element.marks, lengthAbove(front))
    after.set(id, { ...lineOf(element, front), marks: marks[0] })
    const rest = renamed(id)
    after.set(rest, { ...lineOf(element, back), id: rest, marks: marks[1] })
  }
  const cutLanes: CutLane[] = []
  for (const known of road.lanes) {
    const along = cutOf(known.centerLine)
    if (along === null) {
      const whole = { lane: known, cuts, newIdOf }
      const sides = { left: wholeOf(known.left, whole), right: wholeOf(known.right, whole) }
      const isSame = sides.left === known.left && sides.right === known.right
      if (!isSame) after.set(known.id, { ...openLane(annotations, known.id), ...sides })
      continue
    }
    const { id } = known
    const lane = openLane(annotations, id)
    cutLanes.push({ lane, along })
    const [front, back] = splitPolyline(lane.centerLine, along)
    const rest = renamed(id)
    const halves = (side: LaneBoundary | null) =>
      halvesOf(side, { annotations, newIdOf, lane, along })
    const [nearLeft, farLeft] = halves(lane.left)
    const [nearRight, farRight] = halves(lane.right)
    after.set(id, { ...touched(lane), centerLine: front, left: nearLeft, right: nearRight })
    const second = { ...touched(lane), id: rest, centerLine: back, left: farLeft, right: farRight }
    after.set(rest, second)
  }
  moveLinks(annotations, cutLanes, { after, newIdOf })
  return patchTo(annotations, after)
}

type Cut = {
  readonly after: Map<RecordId, AnnotationRecord | null>
  readonly newIdOf: ReadonlyMap<RecordId, RecordId>
}

/** A lane that is cut, and how far along its middle. */
type CutLane = { readonly lane: Lane; readonly along: number }

/** What leaves the end goes on from the second half; neighbours are so half by half, of a whole one the half beside it. */
function moveLinks(
  annotations: Annotations,
  lanes: readonly CutLane[],
  { after, newIdOf }: Cut,
): void {
  const put = (link: Link): void => void after.set(link.id, link)
  for (const { lane, along } of lanes) {
    const rest = newIdOf.get(lane.id) as LaneId
    for (const link of linksAt(annotations, lane.id)) {
      const isFrom = link.from === lane.id
      const other = laneOf(annotations, (isFrom ? link.to : link.from) as LaneId)
      const isNeighbour = link.linkKind === 'leftNeighbour' || link.linkKind === 'rightNeighbour'
      if (isNeighbour && other !== undefined && !newIdOf.has(other.id)) {
        if (alongOf(lane, other.centerLine) <= along) continue
        after.set(link.id, null)
        put(relinked(link, { ...link, ...(isFrom ? { from: rest } : { to: rest }) }))
        continue
      }
      if (!isFrom) continue
      if (link.linkKind === 'successor') {
        after.set(link.id, null)
        put(relinked(link, { ...link, from: rest }))
      } else if (newIdOf.has(link.to)) {
        const to = newIdOf.get(link.to) as LaneId
        put(relinked(link, { ...link, from: rest, to }))
      }
    }
    put(newLink({ linkKind: 'successor', from: lane.id, to: rest }))
  }
}

/** The lanes that hang together by shared boundaries, and those boundaries. */
function acrossRoad(
  annotations: Annotations,
  first: Lane,
): { readonly lanes: readonly Lane[]; readonly boundaries: ReadonlySet<MapElementId> } {
  const lanes = new Set([first])
  const boundaries = new Set<MapElementId>()
  for (const lane of lanes) {
    for (const side of [lane.left, lane.right]) {
      if (side === null || boundaries.has(side.elementId)) continue
      if (mapElementOf(annotations, side.elementId) === undefined) continue
      boundaries.add(side.elementId)
      for (const other of lanesBoundedBy(annotations, side.elementId)) {
        if (isShown(other)) lanes.add(other)
      }
    }
  }
  return { lanes: [...lanes], boundaries }
}

/** The boundaries of both halves of a lane; one that is not cut is that of the half that it runs along. */
function halvesOf(
  side: LaneBoundary | null,
  {
    annotations,
    newIdOf,
    lane,
    along,
  }: CutLane & { readonly annotations: Annotations; readonly newIdOf: Cut['newIdOf'] },
): readonly [LaneBoundary | null, LaneBoundary | null] {
  const rest = side && newIdOf.get(side.elementId)
  if (side === null) return [null, null]
  if (rest === undefined) {
    const line = boundaryLine(annotations, side)
    if (line === null) return [side, side]
    return alongOf(lane, line) <= along ? [side, null] : [null, side]
  }
  const second = { ...side, elementId: rest as MapElementId }
  // A lane against its boundary's direction begins where the boundary ends.
  return side.isReversed ? [second, side] : [side, second]
}

/** A boundary of a lane that is not cut: of one that is, the half that the lane runs along. */
function wholeOf(
  side: LaneBoundary | null,
  { lane, cuts, newIdOf }: WholeLane,
): LaneBoundary | null {
  const rest = side && newIdOf.get(side.elementId)
  const cut = side && cuts.get(side.elementId)
  if (side === null || rest === undefined || !cut) return side
  const { centerLine } = lane
  const middle = pointAlong(centerLine, polylineLength(centerLine) / 2)
  const { along } = nearestOnPolyline(cut.points, middle)
  return along <= cut.along ? side : { ...side, elementId: rest as MapElementId }
}

/** A lane that is not cut, and the boundaries that are: their points before, and how far along them. */
type WholeLane = {
  readonly lane: Lane
  readonly cuts: ReadonlyMap<RecordId, { readonly points: Polyline; readonly along: number }>
  readonly newIdOf: Cut['newIdOf']
}

/** How far along a lane's middle another line has its middle. */
function alongOf({ centerLine }: Lane, line: Polyline): number {
  const middle = pointAlong(line, polylineLength(line) / 2)
  return nearestOnPolyline(centerLine, middle).along
}

function lineOf(element: MapElement, points: Polyline): MapElement {
  return { ...touched(element), shape: { kind: 'line', points } }
}

function splitMarks(
  marks: readonly LineMark[],
  at: number,
): readonly [readonly LineMark[], readonly LineMark[]] {
  const front = marks.filter(({ from }) => from < at)
  const inherited = front.at(-1)
  const back = marks
    .filter(({ from }) => from > at)
    .map((mark) => ({ ...mark, from: mark.from - at }))
  const starts = marks.filter(({ from }) => from === at).map((mark) => ({ ...mark, from: 0 }))
  const carried = inherited === undefined ? [] : [{ ...inherited, from: 0 }]
  return [front, [...(starts.length > 0 ? starts : carried), ...back]]
}

/** Length seen from above. */
function lengthAbove(line: Polyline): number {
  return polylineLength(line.map(([x, y]) => [x, y, 0]))
}
