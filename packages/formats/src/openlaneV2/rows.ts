import type { Json, Lane } from '@trueline/annotation'
import { type Polyline, type Pose, transform, ZERO } from '@trueline/geometry'
import { below, isList, type JsonObject, type JsonPlace, listAt, objectAt } from '../jsonAt.ts'
import { plainText } from '../plainText.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { type Info, type InfoCamera, rowId } from './infoFile.ts'
import { OPENLANE_V2 } from './names.ts'

/** A frame with its space in the world. */
export type Placed = {
  readonly info: Info
  readonly worldFromEgo: Pose
  readonly cameras: readonly InfoCamera[]
}

/** A row of a frame, where it stands and what it is the row of. */
export type Row = {
  readonly frame: number
  readonly id: string
  readonly row: JsonObject
  readonly place: JsonPlace
}

/** The ids of rows as a clip keeps them; `null` for a row without. */
export function idsOf(rows: Json | undefined): Json {
  const place = { file: '', pointer: '' }
  return isList(rows)
    ? rows.map((row) =>
        row && typeof row === 'object' && 'id' in row ? rowId(row as JsonObject, place) : null,
      )
    : []
}

/** The rows of all frames under a key; those that are none are refused. */
export function rowsOf(placed: readonly Placed[], key: string, report: OpenReport): readonly Row[] {
  return placed.flatMap(({ info }, frame) => {
    const { annotation, annotationPlace } = info
    const place = below(annotationPlace, key)
    const rows =
      annotation[key] === undefined
        ? []
        : (tryOr(report, () => listAt(annotation[key], place)) ?? [])
    return rows.flatMap((value, index): readonly Row[] => {
      const at = below(place, index)
      const row = tryOr(report, () => {
        const object = objectAt(value, at)
        return { frame, id: rowId(object, at), row: object, place: at }
      })
      return row === null ? [] : [row]
    })
  })
}

/** Rows by id, in order of frames. */
export function grouped(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.id)
    if (group) group.push(row)
    else groups.set(row.id, [row])
  }
  return groups
}

/** What of frames' rows is written back while the line is where it was. */
export function keptRows(id: string, rows: readonly Row[], line: Polyline): Lane['extras'] {
  const frames = Object.fromEntries(rows.map(({ frame, row }) => [String(frame), row]))
  return { [OPENLANE_V2]: { id, frames, line: line as unknown as Json } }
}

/** The camera that looks ahead most. */
export function frontOf(cameras: readonly InfoCamera[]): InfoCamera['camera'] | null {
  const ahead = ({ camera }: InfoCamera): number => {
    const [x] = transform({ rotation: camera.egoFromSensor.rotation, translation: ZERO }, [0, 0, 1])
    return x
  }
  const [best] = cameras.toSorted((a, b) => ahead(b) - ahead(a))
  return best?.camera ?? null
}

/** The ids of rows in their order. */
export function listOfIds(rows: Json | undefined): readonly string[] {
  const ids = idsOf(rows)
  return isList(ids) ? ids.map(plainText) : []
}
