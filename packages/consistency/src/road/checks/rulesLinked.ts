import { isShown, type LinkKind, linksAt, type MapElement } from '@trueline/annotation'
import type { Road } from '../road.ts'
import { itemCheck, type RoadFound, told } from '../roadCheck.ts'

/** F8: a traffic light rules over a stop line or lanes, and a stop line over lanes. */
export const rulesLinked = itemCheck(
  { id: 'F8', mend: 'linkRule' },
  ({ record, line }, _, { road }) => {
    if (record.kind !== 'mapElement') return []
    const wrong = wrongOf(record, road)
    if (wrong === null) return []
    return [
      {
        ...{ fixed: [record.id], value: 0, threshold: 1, spot: line[0]! },
        ...wrong,
      },
    ]
  },
)

function wrongOf(record: MapElement, road: Road): Pick<RoadFound, 'message' | 'isUnsure'> | null {
  const isTold = (kinds: readonly LinkKind[]): boolean =>
    linksAt(road.annotations, record.id).some(
      (link) =>
        isShown(link) &&
        kinds.includes(link.linkKind) &&
        road.items.has(link.from) &&
        road.items.has(link.to),
    )
  if (record.elementKind === 'trafficLight' && !isTold(['controls', 'belongsTo'])) {
    return {
      // Which stop line it hangs over is a guess.
      isUnsure: true,
      message: told(
        'Traffic light without a stop line or lane that it rules over',
        '交通灯未关联停止线或车道',
      ),
    }
  }
  if (record.elementKind === 'stopLine' && !isTold(['controls'])) {
    return { message: told('Stop line of no lane', '停止线未关联车道') }
  }
  return null
}
