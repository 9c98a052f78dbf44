import type { AnnotationRecord, Lane, Link, MapElement } from '@trueline/annotation'
import type { Loss } from '../../codec.ts'
import { entryTexts } from '../../entries/entryTexts.ts'
import { lossFields } from '../../lossFields.ts'
import { knotsLost } from '../../maps/knotsLost.ts'
import { looseLinks } from '../../maps/looseLinks.ts'
import { argoverseTexts as say } from '../argoverseTexts.ts'
import { laneTypeOf, markTypeOf } from './names.ts'
import { isBounded } from './writeMap.ts'

/** What a map cannot hold of lanes, map elements and links. */
export function lossesOfMap(records: readonly AnnotationRecord[]): readonly Loss[] {
  const elements = records.filter((one): one is MapElement => one.kind === 'mapElement')
  const lines = new Map(elements.map((one) => [one.id, one] as const))
  const lanes = records.filter((one): one is Lane => one.kind === 'lane')
  const written = lanes.filter((lane) => isBounded(lane, lines))
  const sides = new Set(
    written.flatMap(({ left, right }) => [left?.elementId, right?.elementId] as const),
  )
  const isArea = ({ elementKind, shape }: MapElement): boolean =>
    shape.kind === 'ring' && (elementKind === 'crosswalk' || elementKind === 'drivableArea')
  const boundaries = elements.filter(({ id }) => sides.has(id))
  const hasAttributes = ({ attributes }: Lane | MapElement): boolean =>
    Object.keys(attributes).length > 0
  return [
    {
      record: 'lane',
      field: lossFields.all,
      count: lanes.length - written.length,
      why: say.noBoundaries,
    },
    {
      record: 'lane',
      field: say.laneKind,
      count: written.filter(({ laneKind }) => laneTypeOf(laneKind) === null).length,
      why: say.noSuchLane,
    },
    {
      record: 'lane',
      field: say.centerLine,
      count: written.filter(({ isCenterDerived }) => !isCenterDerived).length,
      why: say.drawnCenter,
    },
    {
      record: 'lane',
      field: say.direction,
      count: written.filter(({ direction }) => direction === 'both').length,
      why: entryTexts.noField,
    },
    {
      record: 'lane',
      field: say.turn,
      count: written.filter(({ turn }) => turn !== null).length,
      why: entryTexts.noField,
    },
    {
      record: 'lane',
      field: say.speedLimit,
      count: written.filter(({ speedLimit }) => speedLimit !== null).length,
      why: entryTexts.noField,
    },
    {
      record: 'lane',
      field: lossFields.attributes,
      count: written.filter(hasAttributes).length,
      why: entryTexts.noField,
    },
    {
      record: 'lane',
      field: lossFields.state,
      count: written.filter(({ state }) => state !== 'proposed').length,
      why: entryTexts.noField,
    },
    {
      record: 'lane',
      field: lossFields.score,
      count: written.filter(({ score }) => score !== null).length,
      why: entryTexts.noField,
    },
    {
      record: 'mapElement',
      field: lossFields.all,
      count: elements.filter((one) => !isArea(one) && !sides.has(one.id)).length,
      why: say.noSuchElement,
    },
    {
      record: 'mapElement',
      field: say.marks,
      count: boundaries.filter(({ marks }) => markTypeOf(marks) === null).length,
      why: say.noSuchMark,
    },
    {
      record: 'mapElement',
      field: say.marks,
      count: boundaries.filter(({ marks }) => marks.length > 1).length,
      why: say.oneMark,
    },
    {
      record: 'mapElement',
      field: lossFields.attributes,
      count: elements.filter((one) => (isArea(one) || sides.has(one.id)) && hasAttributes(one))
        .length,
      why: entryTexts.noField,
    },
    {
      record: 'link',
      field: lossFields.all,
      count: records.filter((one) => one.kind === 'link' && isForeign(one)).length,
      why: say.noSuchLink,
    },
    ...knotsLost(records),
    looseLinks(records, isForeign),
  ]
}

/** Whether a link is of a kind that maps do not have. */
function isForeign({ linkKind }: Link): boolean {
  return linkKind === 'controls' || linkKind === 'belongsTo'
}
