import { isShown, type Lane, linksAt, type MapElement } from '@trueline/annotation'
import {
  type Crossing,
  crossingsOf,
  distance,
  frechetWithin,
  type Polyline,
} from '@trueline/geometry'
import { isLane, leadsThroughJunction, nearItems, type Road } from '../road.ts'
import { itemCheck, type RoadFound, told } from '../roadCheck.ts'
import type { RoadItem } from '../roadItem.ts'

/** In meters of height: what lies over one another by more does not cross. */
const LEVEL = 2

/** In meters: lines that meet at an end of one of them touch and do not cross. */
const AT_END = 0.5

/** So many places are looked at before two lines are taken for such as meet at ends alone. */
const MOST = 8

/** F7: outside of junctions lanes do not cross one another, nor lane boundaries, nor either the other. */
export const crossingLines = itemCheck({ id: 'F7', mend: null }, (item, _, { road }) => {
  if (!isRoadLine(item)) return []
  return nearItems(road, item, 0).flatMap((other): readonly RoadFound[] => {
    if (other.record.id < item.record.id || !isRoadLine(other)) return []
    if (mayCross(item, other, road)) return []
    const crossing = crossingsOf(item.line, other.line, MOST).find((one) =>
      isInside(one, [item.line, other.line]),
    )
    if (crossing === undefined || areOne(item, other)) return []
    return [
      {
        ...{ fixed: [item.record.id, other.record.id], value: 1, threshold: 0 },
        spot: crossing.points[0],
        message: messageOf(item, other),
      },
    ]
  })
})

function messageOf(item: RoadItem, other: RoadItem): RoadFound['message'] {
  const lanes = [item, other].filter(isLane).length
  if (lanes === 2) {
    return told('Two lanes cross outside of a junction', '两条车道在路口之外相交')
  }
  return lanes === 1
    ? told('A lane’s middle crosses a lane boundary', '车道中线与边界线相交')
    : told('Two lane boundaries cross', '两条车道边界线相交')
}

function isRoadLine(item: RoadItem): boolean {
  if (!item.isSound || item.line.length < 2) return false
  if (isLane(item)) return item.record.laneKind !== 'walking'
  const { elementKind } = item.record as MapElement
  return elementKind === 'laneBoundary' || elementKind === 'roadEdge'
}

/** Whether one of the two leads through a junction, or bounds nothing but what does; a boundary of none may be anything. */
function mayCross(a: RoadItem, b: RoadItem, road: Road): boolean {
  if (isOfJunction(a, road) || isOfJunction(b, road) || forkOrMerge(a, b, road)) return true
  if (!isLane(a) && !isLane(b)) return false
  if (isLane(a) && isLane(b)) return false
  const [lane, boundary] = isLane(a) ? [a, b] : [b, a]
  // Only its own: a lane leaves a road over the boundaries of others.
  const sides = isLane(lane) ? [lane.record.left, lane.record.right] : []
  return !sides.some((side) => side?.elementId === boundary.record.id)
}

function isOfJunction(item: RoadItem, { bounded }: Road): boolean {
  if (isLane(item)) return leadsThroughJunction(item.record)
  const lanes = bounded.get(item.record.id) ?? []
  return lanes.length === 0 || lanes.some(({ record }) => leadsThroughJunction(record))
}

/** Whether the two are, or bound, lanes that come from or go on as one: those lie over one another there. */
function forkOrMerge(a: RoadItem, b: RoadItem, road: Road): boolean {
  const [own, other] = [lanesOf(a, road), lanesOf(b, road)]
  // A lane's two sides never cross.
  if (own.some((lane) => other.includes(lane))) return false
  const ends = endsOf(own, road)
  return [...endsOf(other, road)].some((end) => ends.has(end))
}

/** The lane that an item is, or those that it bounds. */
function lanesOf(item: RoadItem, { bounded }: Road): readonly RoadItem<Lane>[] {
  return isLane(item) ? [item] : (bounded.get(item.record.id) ?? [])
}

/** What lanes come from and go on as, told apart. */
function endsOf(lanes: readonly RoadItem<Lane>[], { annotations }: Road): ReadonlySet<string> {
  return new Set(
    lanes.flatMap(({ record: { id } }) =>
      linksAt(annotations, id).flatMap((link) => {
        if (link.linkKind !== 'successor' || !isShown(link)) return []
        return link.from === id ? [`after ${link.to}`] : [`before ${link.from}`]
      }),
    ),
  )
}

/** In meters: one line told twice crosses itself all along, and is found as that. */
const SAME = 0.5

function areOne(item: RoadItem, other: RoadItem): boolean {
  const [a, b] = [item.line, other.line]
  return Math.min(frechetWithin(a, b, SAME), frechetWithin(a, b.toReversed(), SAME)) < SAME
}

/** In radians: lines that run along one another touch here and there and do not cross. */
const ALONGSIDE = 0.17

function isInside({ points, segments }: Crossing, lines: readonly [Polyline, Polyline]): boolean {
  const turn = wayOf(lines[0], segments[0]) - wayOf(lines[1], segments[1])
  if (Math.abs(Math.sin(turn)) < Math.sin(ALONGSIDE)) return false
  if (Math.abs(points[0][2] - points[1][2]) > LEVEL) return false
  return points.every((point, index) => {
    const line = lines[index]!
    return distance(point, line[0]!) > AT_END && distance(point, line.at(-1)!) > AT_END
  })
}

/** The way a segment goes from above, in radians. */
function wayOf(line: Polyline, segment: number): number {
  const [from, to] = [line[segment]!, line[segment + 1]!]
  return Math.atan2(to[1] - from[1], to[0] - from[0])
}
