import { distance, frechetWithin, nearestOnPolyline } from '@trueline/geometry'
import { meters } from '../../checks/say.ts'
import { nearItems } from '../road.ts'
import { itemCheck, told } from '../roadCheck.ts'
import { kindOf, mayBeOne, type RoadItem } from '../roadItem.ts'

/** F1: nothing is told twice: no two lines of a kind lie on one another. */
export const duplicateLine = itemCheck(
  { id: 'F1', mend: 'deleteLine' },
  (item, { within }, { road }) =>
    nearItems(road, item, within).flatMap((other) => {
      if (other.record.id < item.record.id || kindOf(other.record) !== kindOf(item.record))
        return []
      if (!mayBeOne(item, other, within)) return []
      const away = apartness(item, other, within)
      if (away >= within) return []
      return [
        {
          ...{ value: away, threshold: within, spot: item.line[0]! },
          fixed: [item.record.id, other.record.id],
          message: told(
            `Told twice: another line of its kind is nowhere further than ${meters(away)}`,
            `重复：同类的另一条线处处相距不超过 ${meters(away)}`,
          ),
        },
      ]
    }),
)

/** Fréchet distance of lanes, and of lines either way round; of rings and boxes the furthest any point is off. */
function apartness(a: RoadItem, b: RoadItem, within: number): number {
  if (a.record.kind === 'lane' || b.record.kind === 'lane') {
    return frechetWithin(a.line, b.line, within)
  }
  const shapes = [a.record.shape.kind, b.record.shape.kind]
  if (shapes[0] !== shapes[1]) return Number.POSITIVE_INFINITY
  switch (a.record.shape.kind) {
    case 'line':
      return Math.min(
        frechetWithin(a.line, b.line, within),
        frechetWithin(a.line, b.line.toReversed(), within),
      )
    case 'ring':
      return Math.max(furthest(a, b), furthest(b, a))
    case 'box':
      return distance(a.line[0]!, b.line[0]!)
  }
}

function furthest({ line }: RoadItem, from: RoadItem): number {
  return line.reduce(
    (most, point) => Math.max(most, nearestOnPolyline(from.line, point).distance),
    0,
  )
}
