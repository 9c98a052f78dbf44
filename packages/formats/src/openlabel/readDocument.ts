import {
  type AnnotationRecord,
  type Clip,
  type Json,
  trackIdOf as ownerOf,
  verbatim,
} from '@trueline/annotation'
import { below, isObject, type JsonObject, type JsonPlace, objectAt, unlike } from '../jsonAt.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { trackNumbers } from '../trackNumbers.ts'
import { axesIn, type Conventions, conventionsOf } from './conventions.ts'
import { trackIdOf, typeOf } from './names.ts'
import { openlabelTexts } from './openlabelTexts.ts'
import { type FrameRecords, type Owner, readFrameObject, trackOf } from './readRecords.ts'
import { readStatics, type StaticGeometry, type StaticRecords } from './readStatics.ts'
import { type FrameSpaces, readSpaces, type Spaces } from './spaces.ts'
import { streamNames } from './streams.ts'

/** The image of boxes that name no coordinate system, in a document without a camera. */
const NO_CAMERA = 'image'

/** A frame of a document, its records taken out. */
export type DocumentFrame = {
  /** The frame's number in the document; `null` for the one frame of a document that has none. */
  readonly key: string | null
  /** The frame; of a document without frames its `objects` alone, which then hold the records. */
  readonly skeleton: JsonObject
  readonly spaces: FrameSpaces
}

/** A document, read. */
export type Document = {
  /** The whole document without its frames and with its static records taken out. */
  readonly skeleton: JsonObject
  readonly root: JsonObject
  readonly spaces: Spaces
  readonly conventions: Conventions
  readonly frames: readonly DocumentFrame[]
  readonly records: readonly AnnotationRecord[]
  readonly statics: Readonly<Record<string, StaticGeometry>>
  /** The uids of objects that are tracks. */
  readonly tracked: readonly string[]
}

/** How a document is read. */
export type DocumentSetting = {
  readonly file: string
  readonly onto: Clip | null
  readonly report: OpenReport
}

/**
 * The records of an OpenLABEL document, and what is left of it without them.
 *
 * @throws {BadInputError} when its root or its lists of objects and frames are not what they should be.
 */
export function readDocument(value: Json, setting: DocumentSetting): Document {
  const { file, report } = setting
  const root = rootOf(value, file)
  const place = { file, pointer: '/openlabel' }
  const owners = ownersOf(root, below(place, 'objects'), report)
  const ownerByUid = new Map(owners.map((owner) => [owner.uid, owner]))
  const spaces = readSpaces(root, setting)
  const given = framesOf(root, below(place, 'frames'), report)
  const frameSpaces = given.map(({ frame, place: at }) =>
    spaces.at(frame.frame_properties, below(at, 'frame_properties')),
  )
  const [firstSpaces = spaces.at(undefined, place)] = frameSpaces
  const conventions = conventionsOf(root, firstSpaces.egoFrom)
  const axesOf = axesIn(conventions.axes)
  const cameras = streamNames(root, 'camera')
  const onlyImage = cameras.length === 1 ? (cameras[0] ?? NO_CAMERA) : NO_CAMERA
  const read = (given.length > 0 ? given : timeless(root, place)).map((one, index) => {
    const own = frameSpaces[index] ?? firstSpaces
    const isTimeless = one.key === null
    const args = { axesIn: axesOf, spaces: own, frame: index, report, onlyImage, isTimeless }
    const objects = readFrame(one.frame, { place: one.place, ownerByUid, args })
    return { key: one.key, spaces: own, ...objects }
  })
  const frames: readonly DocumentFrame[] = read
  const frameRecords = read.flatMap(({ found }) => found)
  const taken = new Set(frameRecords.flatMap(({ cuboids }) => cuboids.map(({ id }) => String(id))))
  const statics = new Map<string, StaticRecords>()
  for (const owner of given.length > 0 ? owners : []) {
    const one = tryOr(report, () =>
      readStatics(owner, {
        ...{ axesIn: axesOf, taken, onlyImage, report, world: spaces.world },
        frames: frames.map(({ key, spaces: own }) => ({ number: Number(key ?? 0), spaces: own })),
        place: below(place, 'objects', owner.uid),
      }),
    )
    if (one) statics.set(owner.uid, one)
  }
  sayPassedOver(frameRecords, { file, report })
  const records = [
    ...frameRecords.flatMap(({ cuboids, boxes }) => [...cuboids, ...boxes]),
    ...[...statics.values()].flatMap((one) => one.records),
  ]
  const tracked = trackedOf(owners, records)
  const numbers = trackNumbers(tracked.map(({ uid }) => uid))
  const tracks = tracked.map((owner) =>
    trackOf(owner, numbers.get(owner.uid) ?? 0, statics.get(owner.uid)?.isInWorld ?? false),
  )
  return {
    skeleton: { ...objectAt(value, { file, pointer: '' }), openlabel: skeletonOf(root, statics) },
    ...{ root, spaces, conventions, frames },
    records: [...tracks, ...records],
    statics: Object.assign({}, ...[...statics.values()].map((one) => one.statics)),
    tracked: tracked.map(({ uid }) => uid),
  }
}

function rootOf(value: Json, file: string): JsonObject {
  const place = { file, pointer: '' }
  const whole = objectAt(value, place)
  if (whole.openlabel === undefined && whole.vcd !== undefined) {
    throw unlike(whole, place, openlabelTexts.root)
  }
  return objectAt(whole.openlabel, below(place, 'openlabel'))
}

function ownersOf(root: JsonObject, place: JsonPlace, report: OpenReport): readonly Owner[] {
  if (root.objects === undefined) return []
  return Object.entries(objectAt(root.objects, place)).flatMap(([uid, value]) => {
    const object = tryOr(report, () => objectAt(value, below(place, uid)))
    if (object === null) return []
    return [{ uid, object, type: typeOf(object.type) }]
  })
}

function framesOf(root: JsonObject, place: JsonPlace, report: OpenReport) {
  if (root.frames === undefined) return []
  const frames = Object.entries(objectAt(root.frames, place)).flatMap(([key, value]) => {
    const at = below(place, key)
    const frame = tryOr(report, () => {
      if (!/^\d+$/.test(key)) throw unlike(key, at, openlabelTexts.frameNumber)
      return objectAt(value, at)
    })
    return frame === null ? [] : [{ key, frame, place: at }]
  })
  return frames.toSorted((a, b) => Number(a.key) - Number(b.key))
}

/** The one frame of a document without any: its objects hold their geometry themselves. */
function timeless(root: JsonObject, place: JsonPlace) {
  const frame: JsonObject = root.objects === undefined ? {} : { objects: root.objects }
  return [{ key: null, frame, place }]
}

function readFrame(
  frame: JsonObject,
  setting: {
    readonly place: JsonPlace
    readonly ownerByUid: ReadonlyMap<string, Owner>
    readonly args: Omit<Parameters<typeof readFrameObject>[2], 'place'>
  },
): { readonly skeleton: JsonObject; readonly found: readonly FrameRecords[] } {
  const { args, ownerByUid } = setting
  const place = below(setting.place, 'objects')
  const objects =
    frame.objects === undefined ? null : tryOr(args.report, () => objectAt(frame.objects, place))
  if (objects === null) return { skeleton: frame, found: [] }
  const found: FrameRecords[] = []
  const parts = Object.entries(objects).map(([uid, part]): [string, Json] => {
    // An object that is not declared has no type: its label is kept all the same.
    const owner = ownerByUid.get(uid) ?? { uid, object: {}, type: typeOf(undefined) }
    const at = below(place, uid)
    const one = tryOr(args.report, () => readFrameObject(part, owner, { place: at, ...args }))
    if (one === null) return [uid, part]
    found.push(one)
    return [uid, one.part]
  })
  return { skeleton: { ...frame, objects: Object.fromEntries(parts) }, found }
}

/** The objects that have records, declared or not, in the order of the file. */
function trackedOf(
  owners: readonly Owner[],
  records: readonly AnnotationRecord[],
): readonly Owner[] {
  const ids = new Set(records.map(ownerOf))
  const declared = owners.filter(({ uid }) => ids.delete(trackIdOf(uid)))
  const rest = [...ids].flatMap((id) =>
    id === null
      ? []
      : [{ uid: id.slice(trackIdOf('').length), object: {}, type: typeOf(undefined) }],
  )
  return [...declared, ...rest]
}

function sayPassedOver(
  found: readonly FrameRecords[],
  { file, report }: { readonly file: string; readonly report: OpenReport },
): void {
  const count = found.reduce((sum, { passedOver }) => sum + passedOver, 0)
  if (count === 0) return
  const message = openlabelTexts.passedOver({ count })
  report.notices.push({ file, place: verbatim('/openlabel/frames'), message })
}

function skeletonOf(root: JsonObject, statics: ReadonlyMap<string, StaticRecords>): JsonObject {
  const objects = statics.size > 0 && isObject(root.objects) ? root.objects : null
  return {
    ...root,
    ...(objects && {
      objects: Object.fromEntries(
        Object.entries(objects).map(([uid, object]) => [uid, statics.get(uid)?.part ?? object]),
      ),
    }),
    ...(isObject(root.frames) && { frames: unreadFrames(root.frames) }),
  }
}

/** Frames that were refused stay with the document. */
function unreadFrames(frames: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(frames).filter(([key, frame]) => !/^\d+$/.test(key) || !isObject(frame)),
  )
}
