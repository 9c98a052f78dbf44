import { type Lane, type Link, linkId, recordOf } from '@trueline/annotation'
import { angleBetween, distance, fromDegrees, toDegrees, type Vec3 } from '@trueline/geometry'
import { degrees, meters } from '../../checks/say.ts'
import { headingAt } from '../headings.ts'
import { isLane, laneItem, nearItems } from '../road.ts'
import { limitsOf, type RoadCheck, type RoadContext, type RoadFound, told } from '../roadCheck.ts'
import type { RoadItem } from '../roadItem.ts'

/** F2: lanes that go on as one another meet, and those that meet so are linked. */
export const endsMeet: RoadCheck = {
  id: 'F2',
  mend: 'snapEnds',
  ofItem: (item, context) => (item.isSound && isLane(item) ? unlinkedEnds(item, context) : []),
  ofLink: (link, context) => (link.linkKind === 'successor' ? partedEnds(link, context) : []),
}

function partedEnds(link: Link, context: RoadContext): readonly RoadFound[] {
  const [from, to] = [laneItem(context.road, link.from), laneItem(context.road, link.to)]
  // Lanes of two directions may meet by whichever ends.
  if (from === null || to === null || isTwoWay(from) || isTwoWay(to)) return []
  const { gap, turnDeg } = limitsOf(from.record, 'F2', context)
  const [end, start] = [endOf(from), startOf(to)]
  const away = distance(end, start)
  const fixed = [from.record.id, to.record.id]
  if (away > gap) {
    return [
      {
        ...{ fixed, value: away, threshold: gap, spot: end },
        message: told(
          `Its end and the start of the lane it goes on as are ${meters(away)} apart`,
          `终点与后继车道的起点相距 ${meters(away)}`,
        ),
      },
    ]
  }
  const turn = Math.abs(angleBetween(headingAt(from.line, 'end'), headingAt(to.line, 'start')))
  if (turn <= fromDegrees(turnDeg)) return []
  return [
    {
      ...{ fixed, value: toDegrees(turn), threshold: turnDeg, spot: end, mend: null },
      message: told(
        `Turns by ${degrees(turn)} where it goes on as another lane`,
        `与后继车道相接处转折 ${degrees(turn)}`,
      ),
    },
  ]
}

/** Starts that lie at a lane's end, go on as it does, and are not said to. */
function unlinkedEnds(item: RoadItem<Lane>, context: RoadContext): readonly RoadFound[] {
  const { gap, turnDeg } = limitsOf(item.record, 'F2', context)
  const end = endOf(item)
  if (isTwoWay(item)) return []
  return nearItems(context.road, item, gap).flatMap((other) => {
    if (!isLane(other) || isTwoWay(other)) return []
    if (other.record.laneKind !== item.record.laneKind) return []
    const away = distance(end, startOf(other))
    const turn = Math.abs(angleBetween(headingAt(item.line, 'end'), headingAt(other.line, 'start')))
    if (away > gap || turn > fromDegrees(turnDeg)) return []
    const id = linkId('successor', item.record.id, other.record.id)
    // One that was taken away is an answer too.
    if (recordOf(context.road.annotations, id) !== undefined) return []
    return [
      {
        ...{ fixed: [item.record.id, other.record.id], value: away, threshold: gap },
        ...{ spot: end, mend: 'linkEnds' as const },
        message: told(
          'Meets the start of a lane that it is not said to go on as',
          '终点与另一车道的起点相接，但未标为后继',
        ),
      },
    ]
  })
}

function isTwoWay({ record }: RoadItem<Lane>): boolean {
  return record.direction === 'both'
}

function startOf({ line }: RoadItem): Vec3 {
  return line[0]!
}

function endOf({ line }: RoadItem): Vec3 {
  return line.at(-1)!
}
