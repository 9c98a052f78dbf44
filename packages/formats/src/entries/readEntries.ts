import {
  type CuboidRecord,
  cuboidId,
  type Json,
  type Track,
  type TrackId,
  trackId,
  verbatim,
} from '@trueline/annotation'
import { type Pose, transformCuboid } from '@trueline/geometry'
import { isObject, type JsonPlace, unlike } from '../jsonAt.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { holeOf } from '../skeleton.ts'
import { printSourceJson } from '../sourceJson.ts'
import { trackNumbers } from '../trackNumbers.ts'
import type { Entry, EntryFormat } from './entry.ts'
import { entryTexts } from './entryTexts.ts'

/** Where a box was found. */
export type EntryPlace = {
  readonly frame: number
  readonly place: JsonPlace
  readonly egoFromSource: Pose
}

/** The boxes of a source while they are read. */
export type EntryReader = {
  /** Takes a box in and returns what stands in its place; one that is none is refused and stays. */
  readonly take: (source: Json, at: EntryPlace) => Json
  readonly records: () => {
    readonly tracks: readonly Track[]
    readonly cuboids: readonly CuboidRecord[]
  }
}

type Found = { readonly entry: Entry; readonly trackId: TrackId }

/**
 * A reader of boxes. An object without an id is a track of its own; so is each further one of a frame
 * with an id that another has: a person may have meant either.
 */
export function openEntries(
  format: Pick<EntryFormat, 'codec' | 'decode'>,
  report: OpenReport,
): EntryReader {
  const firstById = new Map<TrackId, Found>()
  const idByName = new Map<string, TrackId>()
  const timesByFrame = new Map<number, Map<string, number>>()
  const cuboids: CuboidRecord[] = []
  const prefix = `${format.codec}:`
  /** One text a name, however many boxes have it. */
  const named = (objectId: string): TrackId => {
    const known = idByName.get(objectId)
    if (known !== undefined) return known
    const id = trackId(prefix + objectId)
    idByName.set(objectId, id)
    return id
  }
  const idOf = ({ objectId }: Entry, { frame, place }: EntryPlace): TrackId => {
    const index = cuboids.length
    if (objectId === null) return trackId(`${prefix}${frame}#${index}`)
    let timesById = timesByFrame.get(frame)
    if (timesById === undefined) {
      timesById = new Map()
      timesByFrame.set(frame, timesById)
    }
    const times = (timesById.get(objectId) ?? 0) + 1
    timesById.set(objectId, times)
    if (times === 1) return named(objectId)
    report.notices.push(twiceNotice(objectId, place))
    return trackId(`${prefix}${objectId}#${frame}.${times}`)
  }
  return {
    take: (source, at) => {
      const entry = tryOr(report, () => {
        if (!isObject(source)) throw unlike(source, at.place, sharedTexts.anObject)
        return format.decode(source, at.place)
      })
      if (entry === null) return source
      const id = idOf(entry, at)
      if (!firstById.has(id)) firstById.set(id, { entry, trackId: id })
      const recordId = cuboidId(id, at.frame)
      cuboids.push(cuboidOf(entry, { at, id: recordId, trackId: id, source, codec: format.codec }))
      return holeOf(recordId)
    },
    records: () => ({ tracks: tracksOf([...firstById.values()], format.codec), cuboids }),
  }
}

function twiceNotice(objectId: string, { file, pointer }: JsonPlace) {
  return { file, place: verbatim(pointer), message: entryTexts.twice({ id: objectId }) }
}

type Read = {
  readonly at: EntryPlace
  readonly id: CuboidRecord['id']
  readonly trackId: TrackId
  readonly source: Json
  readonly codec: string
}

function cuboidOf(entry: Entry, { at, id, trackId: track, source, codec }: Read): CuboidRecord {
  const cuboid = transformCuboid(at.egoFromSource, entry.cuboid)
  return {
    kind: 'cuboid',
    id,
    trackId: track,
    frame: at.frame,
    center: cuboid.center,
    extent: cuboid.extent,
    rotation: cuboid.rotation,
    attributes: entry.attributes,
    provenance: 'import',
    state: 'proposed',
    score: entry.score,
    proposal: cuboid,
    pointCount: entry.pointCount,
    extras: { [codec]: printSourceJson(source) },
  }
}

function tracksOf(found: readonly Found[], codec: string): readonly Track[] {
  const nameOf = (id: string): string => id.slice(codec.length + 1)
  const numbers = trackNumbers(found.map(({ trackId: id }) => nameOf(id)))
  return found.map(({ trackId: id, entry: { category, objectId } }) => ({
    kind: 'track',
    id,
    category,
    number: numbers.get(nameOf(id)) ?? 0,
    attributes: {},
    isStatic: null,
    extent: null,
    provenance: 'import',
    extras: { [codec]: { category, objectId } },
  }))
}
