import type { Json, LaneId, Link } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import { below, type JsonPlace, listAt, numberAt } from '../jsonAt.ts'
import { distinctLinks, importedLink } from '../maps/fixedRecords.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { openlaneV2Texts as say } from './openlaneV2Texts.ts'

/** Above this a predicted edge is one. */
const LIKELY = 0.5

/** The link that a cell of a matrix says; none below one half. */
export function linkAt(
  value: number,
  {
    lane,
    other,
    kind,
  }: {
    readonly lane: LaneId | undefined
    readonly other: Link['to'] | undefined
    readonly kind: 'successor' | 'controls'
  },
): readonly Link[] {
  if (lane === undefined || other === undefined || value < LIKELY || lane === other) return []
  const ends = kind === 'successor' ? { from: lane, to: other } : { from: other, to: lane }
  return [importedLink(kind, ends, value === 1 ? {} : { score: value, provenance: 'model' })]
}

/** Each link once, with the highest of its scores. */
export function surest(links: readonly Link[]): readonly Link[] {
  return distinctLinks(links.toSorted((a, b) => (b.score ?? 1) - (a.score ?? 1)))
}

/** A matrix of so many rows and columns. @throws {BadInputError} when it is none. */
export function matrixAt(
  value: Json | undefined,
  place: JsonPlace,
  [rows, columns]: readonly [number, number],
): readonly (readonly number[])[] {
  const list = listAt(value, place)
  const refusal = (found: number): BadInputError => {
    const expected = say.matrix({ rows, columns })
    return new BadInputError({
      file: place.file,
      place: { en: place.pointer, zh: place.pointer },
      found: mapTexts.points({ count: found }),
      expected,
    })
  }
  if (list.length !== rows) throw refusal(list.length)
  return list.map((row, index) => {
    const at = below(place, index)
    const values = listAt(row, at)
    if (values.length !== columns) throw refusal(values.length)
    return values.map((one, column) => numberAt(one, below(at, column)))
  })
}
