import { type FixedRecord, linkId, type MapElement, mapElementId } from '@trueline/annotation'
import type { RoadsideThing } from './findRoadside.ts'

/** What is less sure is proposed to nobody. */
const LEAST_SCORE = 0.4
const PROPOSED = { provenance: 'model', state: 'proposed', extras: {} } as const

/** Things beside the road as map elements that wait for an answer, and links of those that hang on poles. */
export function roadsideRecords(
  things: readonly RoadsideThing[],
  prefix: string,
): readonly FixedRecord[] {
  const elements = things.map(({ kind, cuboid, score }, index): MapElement => {
    const id = mapElementId(`${prefix}-roadside-${index + 1}`)
    const shape = { kind: 'box', cuboid } as const
    return {
      ...{ kind: 'mapElement', id, elementKind: kind, shape },
      ...{ marks: [], attributes: {}, score },
      ...PROPOSED,
    }
  })
  const isSure = (index: number): boolean => things[index]!.score >= LEAST_SCORE
  return [
    ...elements.filter((_, index) => isSure(index)),
    ...things.flatMap(({ on, score }, index): readonly FixedRecord[] => {
      if (on === null || !isSure(index) || !isSure(on)) return []
      const [from, to] = [elements[index]!.id, elements[on]!.id]
      const id = linkId('belongsTo', from, to)
      return [{ kind: 'link', id, linkKind: 'belongsTo', from, to, score, ...PROPOSED }]
    }),
  ]
}
