import type { CuboidRecord, Frame, Json, Track, TrackId } from '@trueline/annotation'
import { invert, type Pose, transformCuboid } from '@trueline/geometry'
import type { ExportSource } from '../codec.ts'
import { isObject, type JsonObject } from '../jsonAt.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { fillHoles } from '../skeleton.ts'
import { parseJsonText, printSourceJson } from '../sourceJson.ts'
import { decodeLabel, encodeLabel, type Label } from './label.ts'
import { OBJECT_ATTRIBUTE, SUSTECH } from './names.ts'
import { cuboidInEgo } from './records.ts'

/** What writes the label file of a frame; `null` for a frame that had none and has no cuboid. */
export type LabelWriter = (frame: Frame, index: number) => string | null

/** A writer of label files: each cuboid as its source had it, or anew where it has changed. */
export function openLabelWriter(
  { clip, records }: Pick<ExportSource, 'clip' | 'records'>,
  egoFromLidar: Pose,
): LabelWriter {
  const tracks = records.filter((record) => record.kind === 'track')
  const trackById = new Map(tracks.map((track) => [track.id, track]))
  const objectIdOf = objectIds(tracks)
  const cuboids = new Map<number, CuboidRecord[]>()
  for (const record of records) {
    if (record.kind !== 'cuboid') continue
    const here = cuboids.get(record.frame)
    if (here) here.push(record)
    else cuboids.set(record.frame, [record])
  }
  const write = (record: CuboidRecord): Json => {
    const track = trackById.get(record.trackId) ?? null
    return entryOf(record, {
      track,
      objectId: objectIdOf.get(record.trackId) ?? null,
      egoFromLidar,
    })
  }
  return (frame, index) => {
    const left = new Map<string, CuboidRecord>(
      (cuboids.get(index) ?? []).map((record) => [record.id, record]),
    )
    const { labels, indent } = keptOf(frame)
    if (typeof labels !== 'string') {
      const isLabelled = clip.format !== SUSTECH || left.size > 0
      return isLabelled ? printSourceJson([...left.values()].map(write)) : null
    }
    let hasList = false
    const file = fillHoles(parseJsonText(labels, frame.name), {
      record: (id) => {
        const record = left.get(id)
        left.delete(id)
        return record === undefined ? null : write(record)
      },
      rest: () => {
        hasList = true
        return [...left.values()].map(write)
      },
    })
    // Of a file that was refused nothing can be kept beside labels.
    if (!hasList && left.size > 0) return printSourceJson([...left.values()].map(write))
    return printSourceJson(file, typeof indent === 'string' ? indent : '')
  }
}

/** What the reader kept of a frame. */
export function keptOf(frame: Frame): JsonObject {
  const kept = frame.extras[SUSTECH]
  return isObject(kept) ? kept : {}
}

function entryOf(
  record: CuboidRecord,
  args: {
    readonly track: Track | null
    readonly objectId: string | null
    readonly egoFromLidar: Pose
  },
): Json {
  const attribute = record.attributes[OBJECT_ATTRIBUTE]
  const label: Label = {
    cuboid: transformCuboid(invert(args.egoFromLidar), record),
    category: args.track?.category ?? 'Unknown',
    objectId: args.objectId,
    attribute: attribute === undefined ? null : String(attribute),
    isMirrored: false,
  }
  const source = sourceOf(record)
  if (source === null) return encodeLabel(label, null)
  const before = decodeLabel(source, { file: '', pointer: '' })
  // An object may be of another category than its track was: only a change of the track's counts.
  const isSameKind = args.track !== null && keptOfTrack(args.track).category === label.category
  const after = isSameKind ? { ...label, category: before.category } : label
  const isPlaced = isSameCuboid(cuboidInEgo(before, args.egoFromLidar), record)
  const isUnchanged =
    isPlaced &&
    before.category === after.category &&
    before.objectId === after.objectId &&
    before.attribute === after.attribute
  if (isUnchanged) return source
  const written = encodeLabel(after, source)
  return isPlaced ? { ...written, psr: source.psr ?? null } : written
}

function sourceOf(record: CuboidRecord): JsonObject | null {
  const text = record.extras[SUSTECH]
  if (typeof text !== 'string') return null
  const source = parseJsonText(text, record.id)
  return isObject(source) ? source : null
}

function keptOfTrack(track: Track): JsonObject {
  const kept = track.extras[SUSTECH]
  return isObject(kept) ? kept : {}
}

/** The ids that are written: the source's, else the track's number where no other has it. */
function objectIds(tracks: readonly Track[]): ReadonlyMap<TrackId, string | null> {
  const kept = new Map<TrackId, string | null>()
  for (const track of tracks) {
    const { objectId } = keptOfTrack(track)
    if (objectId === null || typeof objectId === 'string') kept.set(track.id, objectId)
  }
  const taken = new Set(kept.values())
  for (const { id, number } of tracks) {
    if (kept.has(id)) continue
    kept.set(id, taken.has(String(number)) ? id : String(number))
  }
  return kept
}
