import { type FrameRecord, isFrameRecord, type Json, type Track } from '@trueline/annotation'
import type { ExportSource, WriteOptions } from '../codec.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import type { OpenReport } from '../refuse.ts'
import { printSourceJson } from '../sourceJson.ts'
import { isSameDescription, readAttributes, writeAttributes } from './attributes.ts'
import { axesIn } from './conventions.ts'
import { readFixed } from './fixed/readFixed.ts'
import { type FixedTarget, withFixed } from './fixed/writeFixed.ts'
import { intervalsOf } from './frameIntervals.ts'
import type { BoxSetting } from './geometry.ts'
import { typeOf } from './names.ts'
import { type Part, pointersOf } from './pointers.ts'
import { readSpaces } from './spaces.ts'
import { templatesOf } from './templates.ts'
import { type Uids, uidsOf } from './uids.ts'
import { openBase, type WriteBase } from './writeBase.ts'
import { type FrameDraft, writeParts } from './writeParts.ts'
import { writeStatics } from './writeStatics.ts'

/**
 * The OpenLABEL document of a clip: the one it was read from, with what has changed, or one made for
 * it. Of an unchanged clip it is equal in value to its source.
 */
export function writeDocument(
  source: ExportSource,
  options: WriteOptions,
): { readonly file: string; readonly text: string } {
  const base = openBase(source, options)
  const tracks = source.records.filter((record) => record.kind === 'track')
  const placed = source.records.filter(isFrameRecord)
  const given = isObject(base.root.objects) ? base.root.objects : {}
  const boxes = placed.filter((record) => record.kind === 'box2d')
  const uids = uidsOf(tracks, boxes, given)
  const uidOf = (record: FrameRecord): string | null => {
    if (record.trackId !== null) return uids.ofTrack(record.trackId)
    return record.kind === 'box2d' ? uids.ofRegion(record) : null
  }
  const uidsLeft = new Set(tracks.map(({ id }) => uids.ofTrack(id)))
  const removed = new Set([...base.tracked].filter((uid) => !uidsLeft.has(uid)))
  const changed = new Set<string>()
  const settingAt = settingsOf(base)
  const templates = templatesOf(base, placed)
  const left = new Map<string, FrameRecord>(placed.map((record) => [record.id, record]))
  const drafting = { templates, uidOf, changed }

  const isTimeless = base.frames.every(({ key }) => key === null)
  const standing = mapObjects(without(given, removed), (object, uid) =>
    isTimeless
      ? object
      : writeStatics(object, uid, { ...drafting, statics: base.statics, left, settingAt }),
  )
  const leftByFrame = byFrame(left.values())
  const ownerOf = (uid: string): JsonObject => {
    const owner = given[uid]
    return isObject(owner) ? owner : {}
  }
  const draftAt = (frame: number): FrameDraft => ({
    ...drafting,
    ...settingAt(frame),
    ...{ ownerOf, isTimeless },
    left: new Map((leftByFrame.get(frame) ?? []).map((record) => [record.id, record])),
  })
  const frames = isTimeless
    ? []
    : base.frames.map(({ key, frame }, index) => ({
        key: key ?? String(index),
        frame: writeFrame(frame, { removed, draft: draftAt(index) }),
      }))
  const timeless = base.frames[0]?.frame.objects
  const objects = isTimeless
    ? writeParts(without(isObject(timeless) ? timeless : {}, removed), draftAt(0))
    : standing
  const headers = writeHeaders(objects, { tracks, uids, base, placed, declared: given })
  const partsOf = partsByUid(frames, changed)
  const pointed = mapObjects(headers, (object, uid) => {
    if (!changed.has(uid)) return object
    const isNew = given[uid] === undefined
    return indexObject(object, { parts: partsOf.get(uid) ?? [], isNew, isTimeless })
  })
  const root: JsonObject = {
    ...base.root,
    ...(base.root.objects === undefined && Object.keys(pointed).length === 0
      ? {}
      : { objects: pointed }),
    ...(isTimeless ? {} : { frames: framesJson(base.root.frames, frames) }),
    ...(base.root.relations === undefined
      ? {}
      : { relations: relationsLeft(base.root.relations, removed) }),
  }
  const whole = {
    ...base.whole,
    openlabel: withFixed(root, source, fixedTarget(root, source, base)),
  }
  return { file: base.file, text: printSourceJson(whole, base.indent) }
}

/** The system that lanes and elements are written in, and those that the document had. */
function fixedTarget(
  root: JsonObject,
  { clip }: ExportSource,
  { file, isFresh }: WriteBase,
): FixedTarget {
  const report: OpenReport = { refused: [], notices: [] }
  const { world, ego } = readSpaces(root, { file, onto: null, report })
  const system = world ?? ego
  const setting = { file, report, worlds: [system] }
  const none = { records: [], origin: clip.worldOrigin }
  return { system, before: isFresh ? none : readFixed(root, setting, clip.worldOrigin) }
}

type WrittenFrame = { readonly key: string; readonly frame: JsonObject }

/** The spaces of each frame, and the axes boxes have. */
function settingsOf({ root, frames, axes, file }: WriteBase): (frame: number) => BoxSetting {
  // What is wrong with the document was reported when it was read.
  const report: OpenReport = { refused: [], notices: [] }
  const spaces = readSpaces(root, { file, onto: null, report })
  const boxes = { axesIn: axesIn(axes) }
  const made = frames.map(({ frame }) => ({
    ...boxes,
    spaces: spaces.at(frame.frame_properties, { file, pointer: '' }),
  }))
  const none = { ...boxes, spaces: spaces.at(undefined, { file, pointer: '' }) }
  return (frame) => made[frame] ?? none
}

function writeFrame(
  frame: JsonObject,
  { removed, draft }: { readonly removed: ReadonlySet<string>; readonly draft: FrameDraft },
): JsonObject {
  if (!isObject(frame.objects) && draft.left.size === 0) return frame
  const given = isObject(frame.objects) ? without(frame.objects, removed) : {}
  return { ...frame, objects: writeParts(given, draft) }
}

function byFrame(records: Iterable<FrameRecord>): ReadonlyMap<number, readonly FrameRecord[]> {
  const groups = new Map<number, FrameRecord[]>()
  for (const record of records) {
    const group = groups.get(record.frame)
    if (group) group.push(record)
    else groups.set(record.frame, [record])
  }
  return groups
}

/** The objects with the category and attributes of their tracks; new tracks and regions added. */
function writeHeaders(
  objects: JsonObject,
  args: {
    readonly tracks: readonly Track[]
    readonly uids: Uids
    readonly base: WriteBase
    readonly declared: JsonObject
    readonly placed: readonly FrameRecord[]
  },
): JsonObject {
  const written = new Map(Object.entries(objects))
  for (const track of args.tracks) {
    const uid = args.uids.ofTrack(track.id)
    if (uid === null) continue
    const object = written.get(uid)
    // An object that frames speak of and the document does not declare stays as it was.
    const isUndeclared = !isObject(object) && args.base.tracked.has(uid)
    if (isUndeclared && track.category === typeOf(undefined)) continue
    const isDeclared = isObject(args.declared[uid])
    const header = isDeclared && isObject(object) ? object : null
    written.set(uid, describeObject(header, track, isObject(object) ? object : {}))
  }
  const regions = new Set(
    args.placed.flatMap((record) =>
      record.kind === 'box2d' && record.trackId === null ? [args.uids.ofRegion(record)] : [],
    ),
  )
  for (const uid of regions) {
    const object = written.get(uid)
    if (args.declared[uid] !== undefined) continue
    const name = args.uids.regions.get(uid) ?? ''
    written.set(uid, { name, type: name, ...(isObject(object) ? object : {}) })
  }
  return Object.fromEntries(written)
}

function describeObject(header: JsonObject | null, track: Track, rest: JsonObject): JsonObject {
  const object: JsonObject = header ?? { name: track.id, type: track.category, ...rest }
  const before = readAttributes(object.object_data)
  const wanted = { attributes: track.attributes, score: before.score }
  const typed =
    typeOf(object.type) === track.category ? object : { ...object, type: track.category }
  if (isSameDescription(before, wanted)) return typed
  return { ...typed, object_data: writeAttributes(object.object_data, wanted) }
}

function partsByUid(
  frames: readonly WrittenFrame[],
  uids: ReadonlySet<string>,
): ReadonlyMap<string, readonly Part[]> {
  const parts = new Map<string, Part[]>([...uids].map((uid) => [uid, []]))
  for (const { key, frame } of frames) {
    for (const [uid, part] of Object.entries(isObject(frame.objects) ? frame.objects : {})) {
      if (isObject(part)) parts.get(uid)?.push({ frame: Number(key), part })
    }
  }
  return parts
}

/** An object with its intervals and pointers made anew, where it has any or is new. */
function indexObject(
  object: JsonObject,
  args: { readonly parts: readonly Part[]; readonly isNew: boolean; readonly isTimeless: boolean },
): JsonObject {
  const frames = args.parts.flatMap(({ frame }) => (frame === null ? [] : [frame]))
  const hasIntervals = object.frame_intervals !== undefined || args.isNew
  const hasPointers = object.object_data_pointers !== undefined || args.isNew
  const parts = [{ frame: null, part: object }, ...args.parts]
  return {
    ...object,
    ...(hasIntervals && !args.isTimeless && { frame_intervals: intervalsOf(frames) }),
    ...(hasPointers && { object_data_pointers: pointersOf(parts, object.object_data_pointers) }),
  }
}

function framesJson(unread: Json | undefined, frames: readonly WrittenFrame[]): JsonObject {
  const kept = isObject(unread) ? unread : {}
  return { ...kept, ...Object.fromEntries(frames.map(({ key, frame }) => [key, frame])) }
}

/** Relations whose every object is still there. */
function relationsLeft(relations: Json, removed: ReadonlySet<string>): Json {
  if (!isObject(relations) || removed.size === 0) return relations
  const isGone = (agents: Json | undefined): boolean =>
    isList(agents) &&
    agents.some(
      (agent) =>
        isObject(agent) &&
        agent.type === 'object' &&
        typeof agent.uid === 'string' &&
        removed.has(agent.uid),
    )
  return Object.fromEntries(
    Object.entries(relations).filter(
      ([, relation]) =>
        !isObject(relation) || !(isGone(relation.rdf_subjects) || isGone(relation.rdf_objects)),
    ),
  )
}

function mapObjects(
  objects: JsonObject,
  map: (object: JsonObject, uid: string) => Json,
): JsonObject {
  return Object.fromEntries(
    Object.entries(objects).map(([uid, object]) => [
      uid,
      isObject(object) ? map(object, uid) : object,
    ]),
  )
}

function without(objects: JsonObject, uids: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(objects).filter(([uid]) => !uids.has(uid)))
}
