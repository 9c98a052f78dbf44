import { type MapElement, mapElementId } from '@trueline/annotation'
import { compose } from '@trueline/geometry'
import { below, numbersAt } from '../jsonAt.ts'
import { importedElement } from '../maps/fixedRecords.ts'
import { tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { ATTRIBUTES, elementKindOf, OPENLANE_V2 } from './names.ts'
import { openlaneV2Texts as say } from './openlaneV2Texts.ts'
import { placeSeen, type Sighting } from './placeSeen.ts'
import type { LaneContext } from './readLanes.ts'
import { frontOf, keptRows, type Placed, type Row } from './rows.ts'

/** The id of a traffic element’s record. */
export function elementKey(id: string): string {
  return `${OPENLANE_V2}:element/${id}`
}

/** Lights and signs, put where the front camera saw them; told where that is a guess. */
export function elementsOf(
  groups: ReadonlyMap<string, readonly Row[]>,
  { placed, report }: Omit<LaneContext, 'lines' | 'byFrames'>,
): readonly MapElement[] {
  let [placedCount, guessed, homeless] = [0, 0, 0]
  const elements = [...groups].flatMap(([id, rows]): readonly MapElement[] => {
    const sightings = rows.flatMap((row): readonly Sighting[] => {
      const sighting = tryOr(report, () => sightingOf(row, placed[row.frame]!))
      return sighting === null ? [] : [sighting]
    })
    if (sightings.length === 0) {
      homeless += 1
      return []
    }
    const { cuboid, isGuess } = placeSeen(sightings)
    if (isGuess) guessed += 1
    else placedCount += 1
    const [{ row }] = rows as [Row]
    const category = typeof row.category === 'number' ? row.category : 0
    const attribute = ATTRIBUTES[typeof row.attribute === 'number' ? row.attribute : 0]
    const isSteady = rows.every((one) => one.row.attribute === row.attribute)
    const { confidence } = row
    return [
      importedElement(
        mapElementId(elementKey(id)),
        { elementKind: elementKindOf(category), shape: { kind: 'box', cuboid } },
        {
          attributes: isSteady && attribute !== undefined ? { attribute } : {},
          score: typeof confidence === 'number' ? confidence : null,
          extras: keptRows(id, rows, [cuboid.center, cuboid.extent]),
        },
      ),
    ]
  })
  const [file] = placed.map(({ info }) => info.file)
  if (placedCount + guessed > 0) {
    const message = say.placed({ count: placedCount, guessed })
    report.notices.push({ file: file ?? '', place: WHOLE, message })
  }
  if (homeless > 0) {
    report.notices.push({
      file: file ?? '',
      place: WHOLE,
      message: say.noCamera({ count: homeless }),
    })
  }
  return elements
}

function sightingOf({ row, place }: Row, { cameras, worldFromEgo }: Placed): Sighting | null {
  const at = below(place, 'points')
  const [left, top, right, bottom] = numbersAt(row.points, at, [4])
  const camera = frontOf(cameras)
  if (camera === null) return null
  const { model, egoFromSensor } = camera
  if (model === null) return null
  return {
    camera: { ...camera, model },
    worldFromCamera: compose(worldFromEgo, egoFromSensor),
    rectangle: [
      Math.min(left!, right!),
      Math.min(top!, bottom!),
      Math.max(left!, right!),
      Math.max(top!, bottom!),
    ],
  }
}
