import {
  cuboidId,
  type Json,
  type Message,
  type TrackId,
  trackId,
  verbatim,
} from '@trueline/annotation'
import type { Notice, Refusal } from '../codec.ts'
import { below, isList, isObject, type JsonObject, type JsonPlace, unlike } from '../jsonAt.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { END_OF_LIST, holeOf } from '../skeleton.ts'
import { decodeLabel, type Label } from './label.ts'
import { SUSTECH } from './names.ts'
import { sustechTexts } from './sustechTexts.ts'

/** An object of a label file, and the track it belongs to. */
export type FoundLabel = {
  readonly label: Label
  readonly trackId: TrackId
  readonly entry: JsonObject
  readonly place: JsonPlace
}

/** A label file, read. */
export type LabelFile = {
  readonly found: readonly FoundLabel[]
  /** The file with its good entries taken out. */
  readonly skeleton: Json
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
}

/** Keys that older and server-side files wrap the list of objects in, likeliest first. */
const WRAPPERS = ['annotation', 'annotations', 'objs', 'objects', 'labels', 'boxes']

/**
 * The objects of a label file: a list of them, or such a list inside an object.
 *
 * An object without an id is a track of its own; so is each further one with an id that another of
 * the file has: a person may have meant either.
 *
 * @throws {BadInputError} when there is no list in it.
 */
export function readLabelFile(
  value: Json,
  args: { readonly file: string; readonly frame: number; readonly frameName: string },
): LabelFile {
  const path = listPath(value)
  const list = path && valueAt(value, path)
  if (!path || !isList(list)) {
    throw unlike(value, { file: args.file, pointer: '' }, sustechTexts.listOfObjects)
  }
  const report: OpenReport = { refused: [], notices: [] }
  const found: FoundLabel[] = []
  const seen = new Map<string, number>()
  const entries = list.map((entry, index): Json => {
    const place = below({ file: args.file, pointer: '' }, ...path, index)
    const label = tryOr(report, () => {
      if (!isObject(entry)) throw unlike(entry, place, sustechTexts.objectWithPsr)
      return { entry, ...decodeLabel(entry, place) }
    })
    if (label === null) return entry
    const id = trackIdOf(label, { seen, index, frameName: args.frameName })
    report.notices.push(
      ...oddities(label, id).map((message) => ({
        file: place.file,
        place: verbatim(place.pointer),
        message,
      })),
    )
    found.push({ label, trackId: id, entry: label.entry, place })
    return holeOf(cuboidId(id, args.frame))
  })
  return { found, skeleton: replaceAt(value, path, [...entries, END_OF_LIST]), ...report }
}

function oddities({ isMirrored, objectId }: Label, id: TrackId): readonly Message[] {
  return [
    ...(isMirrored ? [sustechTexts.mirrored] : []),
    ...(objectId === null ? [sustechTexts.noId] : []),
    ...(objectId !== null && id !== trackIdOfObject(objectId)
      ? [sustechTexts.twice({ id: objectId })]
      : []),
  ]
}

function trackIdOf(
  { objectId }: Label,
  args: { readonly seen: Map<string, number>; readonly index: number; readonly frameName: string },
): TrackId {
  if (objectId === null) return trackIdOfObject(`${args.frameName}#${args.index}`)
  const times = (args.seen.get(objectId) ?? 0) + 1
  args.seen.set(objectId, times)
  return trackIdOfObject(times === 1 ? objectId : `${objectId}#${times}`)
}

function trackIdOfObject(objectId: string): TrackId {
  return trackId(`${SUSTECH}:${objectId}`)
}

type Path = readonly (string | number)[]

function listPath(value: Json): Path | null {
  if (isList(value)) {
    const [only] = value
    const inner =
      value.length === 1 && isObject(only) && only.psr === undefined ? listPath(only) : null
    return inner ? [0, ...inner] : []
  }
  if (!isObject(value)) return null
  const keys = [...WRAPPERS, ...Object.keys(value)].filter((key) => isList(value[key]))
  return keys[0] === undefined ? null : [keys[0]]
}

function valueAt(value: Json, [key, ...rest]: Path): Json | undefined {
  if (key === undefined) return value
  const inner = isList(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined
  return inner === undefined ? undefined : valueAt(inner, rest)
}

function replaceAt(value: Json, [key, ...rest]: Path, replacement: Json): Json {
  if (key === undefined) return replacement
  if (isList(value)) {
    return value.map((item, index) => (index === key ? replaceAt(item, rest, replacement) : item))
  }
  if (!isObject(value)) return value
  return { ...value, [key]: replaceAt(value[key] ?? null, rest, replacement) }
}
