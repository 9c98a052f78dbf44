import type {
  AnnotationRecord,
  Attributes,
  CuboidRecord,
  Json,
  Track,
  TrackId,
} from '@trueline/annotation'
import { invert, type Pose, transformCuboid } from '@trueline/geometry'
import { isObject, type JsonObject } from '../jsonAt.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { fillHoles } from '../skeleton.ts'
import { parseJsonText } from '../sourceJson.ts'
import type { Entry, EntryFormat } from './entry.ts'

/** A box of a clip as it is written. */
export type WrittenEntry = {
  readonly json: JsonObject
  readonly entry: Entry
  /** Whether it stands as its source had it. */
  readonly isUnchanged: boolean
}

/** How boxes are written. */
export type EntryWriting = {
  readonly format: EntryFormat
  /** The space of the file in the ego's, by frame. */
  readonly egoFromSource: (frame: number) => Pose
  /** What to call a track that no file has called anything; `null` for formats without ids. */
  readonly freshId: (track: Track) => string | null
}

type Naming = Pick<EntryWriting, 'freshId'> & { readonly codec: string }

/** A writer of boxes: each as its source had it, or anew where it has changed. */
export type EntryWriter = {
  readonly ofFrame: (frame: number) => readonly CuboidRecord[]
  readonly trackOf: (cuboid: CuboidRecord) => Track | null
  readonly write: (cuboid: CuboidRecord) => WrittenEntry
  /** A frame's boxes in the file they came from, further ones at the marked end of its list. */
  readonly fill: (skeleton: Json, frame: number) => Json
}

/** Records as writers need them: grouped once, however many files they go into. */
export type EntryRecords = {
  readonly trackById: ReadonlyMap<TrackId, Track>
  readonly byFrame: ReadonlyMap<number, readonly CuboidRecord[]>
  /** What tracks are called in the format; `null` for those it has no name for. */
  readonly ids: ReadonlyMap<TrackId, string | null>
}

/** Groups some records for writers of a format. */
export function groupEntries(records: readonly AnnotationRecord[], naming: Naming): EntryRecords {
  const trackById = new Map(
    records.flatMap((record) => (record.kind === 'track' ? [[record.id, record]] : [])),
  )
  const ids = objectIds([...trackById.values()], naming)
  const byFrame = new Map<number, CuboidRecord[]>()
  for (const record of records) {
    if (record.kind !== 'cuboid') continue
    const here = byFrame.get(record.frame)
    if (here) here.push(record)
    else byFrame.set(record.frame, [record])
  }
  return { trackById, byFrame, ids }
}

/** Opens a writer of some records. */
export function openEntryWriter(
  records: readonly AnnotationRecord[],
  writing: EntryWriting,
): EntryWriter {
  const { freshId, format } = writing
  return entryWriterOf(groupEntries(records, { freshId, codec: format.codec }), writing)
}

/** A writer of grouped records. */
export function entryWriterOf(
  { trackById, byFrame, ids }: EntryRecords,
  writing: Omit<EntryWriting, 'freshId'>,
): EntryWriter {
  const ofFrame = (frame: number): readonly CuboidRecord[] => byFrame.get(frame) ?? []
  const trackOf = (cuboid: CuboidRecord): Track | null => trackById.get(cuboid.trackId) ?? null
  const spaces = new Map<number, Space>()
  const spaceOf = (frame: number): Space => {
    const known = spaces.get(frame)
    if (known !== undefined) return known
    const egoFromSource = writing.egoFromSource(frame)
    const space = { egoFromSource, sourceFromEgo: invert(egoFromSource) }
    spaces.set(frame, space)
    return space
  }
  const write = (cuboid: CuboidRecord): WrittenEntry => {
    const track = trackOf(cuboid)
    const objectId = ids.get(cuboid.trackId) ?? null
    return writtenOf(cuboid, { track, objectId, format: writing.format, ...spaceOf(cuboid.frame) })
  }
  const fill = (skeleton: Json, frame: number): Json => {
    const left = new Map<string, CuboidRecord>(ofFrame(frame).map((one) => [one.id, one]))
    return fillHoles(skeleton, {
      record: (id) => {
        const record = left.get(id)
        left.delete(id)
        return record === undefined ? null : write(record).json
      },
      rest: () => [...left.values()].map((record) => write(record).json),
    })
  }
  return { ofFrame, trackOf, write, fill }
}

/** What was kept of a record's source entry; `null` where it came from elsewhere. */
export function keptEntry(cuboid: CuboidRecord, codec: string): JsonObject | null {
  const text = cuboid.extras[codec]
  if (typeof text !== 'string') return null
  const source = parseJsonText(text, cuboid.id)
  return isObject(source) ? source : null
}

/** The space of a frame's file in the ego's, and the other way round. */
type Space = { readonly egoFromSource: Pose; readonly sourceFromEgo: Pose }

type Writing = Space & {
  readonly track: Track | null
  readonly objectId: string | null
  readonly format: EntryFormat
}

function writtenOf(
  cuboid: CuboidRecord,
  { track, objectId, format, egoFromSource, sourceFromEgo }: Writing,
): WrittenEntry {
  const { score, attributes, pointCount } = cuboid
  const category = track?.category ?? 'Unknown'
  const moved = transformCuboid(sourceFromEgo, cuboid)
  const asked: Entry = { cuboid: moved, category, objectId, score, attributes, pointCount }
  const source = keptEntry(cuboid, format.codec)
  if (source === null) {
    return { json: format.encode(asked, null), entry: asked, isUnchanged: false }
  }
  const before = format.decode(source, { file: '', pointer: '' })
  const isPlaced = isSameCuboid(transformCuboid(egoFromSource, before.cuboid), cuboid)
  // A box may be of another category than its track was: only a change of the track's counts.
  const isSameKind = track !== null && keptOf(track, format.codec).category === category
  const entry: Entry = {
    ...asked,
    cuboid: isPlaced ? before.cuboid : moved,
    category: isSameKind ? before.category : category,
  }
  if (isPlaced && isSameEntry(before, entry)) return { json: source, entry, isUnchanged: true }
  return { json: format.encode(entry, source), entry, isUnchanged: false }
}

function isSameEntry(a: Entry, b: Entry): boolean {
  return (
    a.category === b.category &&
    a.objectId === b.objectId &&
    a.score === b.score &&
    isSameAttributes(a.attributes, b.attributes)
  )
}

function isSameAttributes(a: Attributes, b: Attributes): boolean {
  const isIn = (one: Attributes, other: Attributes): boolean =>
    Object.keys(one).every((key) => one[key] === other[key])
  return isIn(a, b) && isIn(b, a)
}

function keptOf(track: Track, codec: string): JsonObject {
  const kept = track.extras[codec]
  return isObject(kept) ? kept : {}
}

/** The ids that are written: the source's, else fresh ones where no other track has them. */
function objectIds(
  tracks: readonly Track[],
  { codec, freshId }: Naming,
): ReadonlyMap<TrackId, string | null> {
  const ids = new Map<TrackId, string | null>()
  for (const track of tracks) {
    const { objectId } = keptOf(track, codec)
    if (objectId === null || typeof objectId === 'string') ids.set(track.id, objectId)
  }
  const taken = new Set(ids.values())
  for (const track of tracks) {
    if (ids.has(track.id)) continue
    const fresh = freshId(track)
    const id = fresh !== null && taken.has(fresh) ? track.id : fresh
    taken.add(id)
    ids.set(track.id, id)
  }
  return ids
}
