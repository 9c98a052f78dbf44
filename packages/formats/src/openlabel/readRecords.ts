import {
  type Box2d,
  box2dId,
  type CuboidRecord,
  cuboidId,
  type Json,
  sensorId,
  type Track,
  verbatim,
} from '@trueline/annotation'
import { isObject, type JsonObject, type JsonPlace } from '../jsonAt.ts'
import type { OpenReport } from '../refuse.ts'
import { printSourceJson } from '../sourceJson.ts'
import { type Described, readAttributes } from './attributes.ts'
import { countOf, type TakenPart, type TakeSetting, takeGeometries } from './elements.ts'
import type { BoxSetting, ReadBox, ReadCuboid } from './geometry.ts'
import { isEgoObject, isIgnoreRegion, OPENLABEL, trackIdOf } from './names.ts'

/** An object that may have records. */
export type Owner = { readonly uid: string; readonly object: JsonObject; readonly type: string }

/** How records are made of a frame's objects. */
export type FrameSetting = BoxSetting & {
  readonly frame: number
  readonly report: OpenReport
  /** The image of boxes that name no coordinate system. */
  readonly onlyImage: string
  /** Whether the object's values beside its geometry are the track's, not the frame's. */
  readonly isTimeless: boolean
}

/** Records of one object at one frame, and what is left of its part. */
export type FrameRecords = {
  readonly part: Json
  readonly cuboids: readonly CuboidRecord[]
  readonly boxes: readonly Box2d[]
  /** Cuboids of a region to be ignored, which have no size. */
  readonly passedOver: number
}

/** The records of an object's part of a frame. @throws {BadInputError} when the part is no object. */
export function readFrameObject(
  value: Json,
  owner: Owner,
  args: FrameSetting & { readonly place: JsonPlace },
): FrameRecords {
  if (isEgoObject(owner.uid, owner.type)) {
    return { part: value, cuboids: [], boxes: [], passedOver: 0 }
  }
  const taken = takeGeometries(value, takeSettingOf(owner, args))
  const { cuboid } = taken
  if (cuboid?.read.notice) {
    const { file, pointer } = cuboid.place
    args.report.notices.push({ file, place: verbatim(pointer), message: cuboid.read.notice })
  }
  const level = readAttributes(isObject(value) && !args.isTimeless ? value.object_data : undefined)
  const { frame } = args
  return {
    part: taken.part,
    cuboids:
      cuboid === null
        ? []
        : [withSource(cuboidOf(owner, cuboid.read, { frame, level }), cuboid.entry)],
    boxes: boxesOf(owner, taken, args),
    passedOver: isIgnoreRegion(owner.uid, owner.type) ? countOf(taken.part, 'cuboid') : 0,
  }
}

/** How the geometries of an object are taken at a frame. */
export function takeSettingOf(
  { uid, object, type }: Owner,
  args: Omit<FrameSetting, 'isTimeless'> & { readonly place: JsonPlace },
): TakeSetting {
  const { spaces, axesIn, place, report, frame, onlyImage } = args
  const track = trackIdOf(uid)
  return {
    spaces,
    axesIn,
    place,
    report,
    owner: object,
    isFlat: isIgnoreRegion(uid, type),
    cuboidId: cuboidId(track, frame),
    boxId: (system, index) => `${track}@${frame}/${system || onlyImage}#${index}`,
  }
}

/** The record of a cuboid; `level` are the attributes its object has at the frame. */
export function cuboidOf(
  { uid }: Owner,
  read: ReadCuboid,
  { frame, level }: { readonly frame: number; readonly level: Described },
): CuboidRecord {
  const score = read.score ?? level.score
  const track = trackIdOf(uid)
  const { center, extent, rotation } = read.cuboid
  return {
    kind: 'cuboid',
    id: cuboidId(track, frame),
    trackId: track,
    frame,
    center,
    extent,
    rotation,
    attributes: { ...level.attributes, ...read.attributes },
    provenance: score === null ? 'import' : 'model',
    state: 'proposed',
    score,
    proposal: read.cuboid,
    pointCount: null,
    extras: {},
  }
}

/** The record of a box in an image. */
export function boxOf(
  { uid, type }: Owner,
  read: ReadBox,
  args: { readonly id: string; readonly frame: number; readonly onlyImage: string },
): Box2d {
  const { system, leftPx, topPx, rightPx, bottomPx, attributes, score } = read
  return {
    kind: 'box2d',
    id: box2dId(args.id),
    trackId: isIgnoreRegion(uid, type) ? null : trackIdOf(uid),
    category: type,
    frame: args.frame,
    sensorId: sensorId(system || args.onlyImage),
    ...{ leftPx, topPx, rightPx, bottomPx },
    attributes,
    provenance: score === null ? 'import' : 'model',
    score,
    extras: {},
  }
}

/** The track of an object; its static attributes are the track's. */
export function trackOf({ uid, type, object }: Owner, number: number, isStatic: boolean): Track {
  return {
    kind: 'track',
    id: trackIdOf(uid),
    category: type,
    number,
    attributes: readAttributes(object.object_data).attributes,
    isStatic: isStatic ? true : null,
    extent: null,
    provenance: 'import',
    extras: { [OPENLABEL]: { uid } },
  }
}

function boxesOf(owner: Owner, { boxes }: TakenPart, args: FrameSetting): readonly Box2d[] {
  const { frame, onlyImage } = args
  return boxes.map(({ read, id, entry }) =>
    withSource(boxOf(owner, read, { id, frame, onlyImage }), entry),
  )
}

function withSource<T extends CuboidRecord | Box2d>(record: T, entry: JsonObject): T {
  return { ...record, extras: { [OPENLABEL]: printSourceJson(entry) } }
}
