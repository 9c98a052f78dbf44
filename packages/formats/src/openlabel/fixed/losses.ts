import type { AnnotationRecord } from '@trueline/annotation'
import type { Loss } from '../../codec.ts'
import { lossFields } from '../../lossFields.ts'
import { looseLinks } from '../../maps/looseLinks.ts'
import { openlabelTexts } from '../openlabelTexts.ts'

/** What a document cannot hold of lanes, elements and links. */
export function lossesOfFixed(records: readonly AnnotationRecord[]): readonly Loss[] {
  const lanes = records.filter((one) => one.kind === 'lane')
  const sides = new Set<string>(
    lanes.flatMap(({ left, right }) =>
      [left, right].flatMap((side) => (side ? [side.elementId] : [])),
    ),
  )
  const boundaries = records
    .filter((one) => one.kind === 'mapElement')
    .filter(({ id }) => sides.has(id))
  const links = records.filter((one) => one.kind === 'link')
  return [
    looseLinks(records),
    {
      record: 'mapElement',
      field: lossFields.attributes,
      count: boundaries.filter(
        ({ attributes, score, state }) =>
          Object.keys(attributes).length > 0 || score !== null || state !== 'proposed',
      ).length,
      why: openlabelTexts.edges,
    },
    {
      record: 'link',
      field: lossFields.score,
      count: links.filter(({ score, state }) => score !== null || state !== 'proposed').length,
      why: openlabelTexts.relationAlone,
    },
  ]
}
