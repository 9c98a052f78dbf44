import { nearestOnPolyline, type Polyline, polylineLength, splitPolyline } from '@trueline/geometry'
import { type Annotations, isShown, linksAt, mapElementOf, recordOf } from '../../annotations.ts'
import type { LaneId, MapElementId, RecordId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { Lane, LaneBoundary } from '../../records/lane.ts'
import type { Link } from '../../records/link.ts'
import type { LineMark, MapElement } from '../../records/mapElement.ts'
import type { AnnotationRecord } from '../../records/record.ts'
import { patchTo } from '../changes.ts'
import { TakenError } from '../errors.ts'
import { lanesBoundedBy } from './boundaries.ts'
import { UnsoundShapeError } from './errors.ts'
import { openLane, openMapElement, touched } from './guards.ts'
import { newLink, relinked } from './linkFixed.ts'

/** A cut this near to an end would leave a stump. */
const SHORTEST_M = 0.05

/**
 * Cuts a lane in two, and with it every lane that shares a boundary across the road, so that boundaries
 * stay shared: each part's second half gets a new id and is the successor of the first.
 *
 * @throws {UnknownFixedError} when there is no such lane.
 * @throws {FrozenFixedError} when one of the lanes or boundaries that are cut is final.
 * @throws {TakenError} when a new id is in use.
 * @throws {UnsoundShapeError} when the cut lies at an end of one of them.
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
  const cut = (line: Polyline, id: string): readonly [Polyline, Polyline] => {
    const { along } = nearestOnPolyline(line, place)
    if (along < SHORTEST_M || along > polylineLength(line) - SHORTEST_M) {
      throw new UnsoundShapeError(`Expected a cut inside of ${id}, found it at its end`)
    }
    return splitPolyline(line, along)
  }
  for (const id of road.boundaries) {
    const element = openMapElement(annotations, id)
    if (element.shape.kind !== 'line') continue
    const [front, back] = cut(element.shape.points, id)
    const marks = splitMarks(element.marks, lengthAbove(front))
    after.set(id, { ...lineOf(element, front), marks: marks[0] })
    const rest = renamed(id)
    after.set(rest, { ...lineOf(element, back), id: rest, marks: marks[1] })
  }
  for (const { id } of road.lanes) {
    const lane = openLane(annotations, id)
    const [front, back] = cut(lane.centerLine, id)
    const rest = renamed(id)
    const [nearLeft, farLeft] = halvesOf(lane.left, newIdOf)
    const [nearRight, farRight] = halvesOf(lane.right, newIdOf)
    after.set(id, { ...touched(lane), centerLine: front, left: nearLeft, right: nearRight })
    const second = { ...touched(lane), id: rest, centerLine: back, left: farLeft, right: farRight }
    after.set(rest, second)
  }
  moveLinks(annotations, road.lanes, { after, newIdOf })
  return patchTo(annotations, after)
}

type Cut = {
  readonly after: Map<RecordId, AnnotationRecord | null>
  readonly newIdOf: ReadonlyMap<RecordId, RecordId>
}

/** What leaves the end goes on from the second half; neighbours are so half by half. */
function moveLinks(
  annotations: Annotations,
  lanes: readonly Lane[],
  { after, newIdOf }: Cut,
): void {
  const put = (link: Link): void => void after.set(link.id, link)
  for (const lane of lanes) {
    const rest = newIdOf.get(lane.id) as LaneId
    for (const link of linksAt(annotations, lane.id)) {
      if (link.from !== lane.id) continue
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

function halvesOf(
  side: LaneBoundary | null,
  newIdOf: Cut['newIdOf'],
): readonly [LaneBoundary | null, LaneBoundary | null] {
  const rest = side && newIdOf.get(side.elementId)
  if (side === null || rest === undefined) return [side, side]
  const second = { ...side, elementId: rest as MapElementId }
  // A lane against its boundary's direction begins where the boundary ends.
  return side.isReversed ? [second, side] : [side, second]
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
