import type { Lane, MapElement } from '@trueline/annotation'
import type { ExportSource, Loss } from '../codec.ts'
import { lossFields } from '../lossFields.ts'
import { framesLost } from '../maps/framesLost.ts'
import { knotsLost } from '../maps/knotsLost.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { projectionOfClip } from '../maps/projection.ts'
import { withoutStandardMap } from '../maps/standardMap.ts'
import type { BuiltMap } from './buildMap.ts'
import { keptFile } from './kept.ts'
import { lanelet2Texts as say } from './lanelet2Texts.ts'
import { isPatternHeld } from './names.ts'

/** Whether a record has attributes that are no texts. */
function hasValues({ attributes }: Lane | MapElement): boolean {
  return Object.values(withoutStandardMap(attributes)).some((value) => typeof value !== 'string')
}

/** What a Lanelet2 map cannot hold of a clip. */
export function lossesOfLanelet2(
  { clip, records }: ExportSource,
  built: BuiltMap,
): readonly Loss[] {
  const lanes = records.filter((one) => one.kind === 'lane')
  const elements = records.filter((one) => one.kind === 'mapElement')
  const links = records.filter((one) => one.kind === 'link')
  const stated = new Set<string>(links.map(({ id }) => id))
  const isLost = (kinds: readonly string[]) =>
    links.filter(({ id, linkKind }) => kinds.includes(linkKind) && !built.links.has(id)).length
  const hasPlace = keptFile(clip) !== null || projectionOfClip(clip) !== null
  const all: readonly Loss[] = [
    ...framesLost(records),
    ...knotsLost(records),
    { record: 'clip', field: mapTexts.place, count: hasPlace ? 0 : 1, why: mapTexts.noPlace },
    {
      record: 'lane',
      field: lossFields.all,
      count: lanes.filter(({ id }) => !built.written.has(id)).length,
      why: mapTexts.noBoundaries,
    },
    {
      record: 'lane',
      field: mapTexts.boundaries,
      count: built.virtualLanes.size,
      why: say.madeUp,
    },
    {
      record: 'lane',
      field: mapTexts.inJunction,
      count: lanes.filter(({ isInJunction, turn }) => isInJunction !== (turn !== null)).length,
      why: mapTexts.noField,
    },
    ...(['lane', 'mapElement'] as const).map((record) => ({
      record,
      field: lossFields.attributes,
      count: [...lanes, ...elements].filter((one) => one.kind === record && hasValues(one)).length,
      why: say.textsAlone,
    })),
    {
      record: 'mapElement',
      field: mapTexts.shape,
      count: elements.filter(({ shape }) => shape.kind === 'box').length,
      why: say.lowerEdge,
    },
    {
      record: 'mapElement',
      field: mapTexts.marks,
      count: elements.filter(({ marks }) => marks.length > 1).length,
      why: mapTexts.oneMark,
    },
    {
      record: 'mapElement',
      field: mapTexts.marks,
      count: elements.filter(({ marks: [mark] }) => mark && !isPatternHeld(mark.pattern)).length,
      why: mapTexts.noSuchMark,
    },
    { record: 'link', field: lossFields.all, count: isLost(['successor']), why: say.apart },
    {
      record: 'link',
      field: lossFields.all,
      count: isLost(['leftNeighbour', 'rightNeighbour']),
      why: say.unshared,
    },
    {
      record: 'link',
      field: lossFields.all,
      count: isLost(['controls', 'belongsTo']),
      why: mapTexts.noSuchLink,
    },
    {
      record: 'link',
      field: say.implied,
      count: [...built.links].filter((id) => !stated.has(id)).length,
      why: say.impliedAgain,
    },
    {
      record: 'link',
      field: lossFields.score,
      count: links.filter(({ score, state }) => score !== null || state !== 'proposed').length,
      why: say.impliedOnly,
    },
  ]
  return all.filter(({ count }) => count > 0)
}
