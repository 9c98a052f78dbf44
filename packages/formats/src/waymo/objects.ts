import { type Attributes, type Clip, type Json, verbatim } from '@trueline/annotation'
import { fromYaw, yawOf } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { Codec } from '../codec.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isObject,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  listAt,
  numberAt,
  numberUnder,
  objectAt,
} from '../jsonAt.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { plainNumber } from '../plainNumber.ts'
import { nearVec3, positiveSize } from '../quantities.ts'
import { numberOf, numberText } from '../sourceJson.ts'
import { looksLikeObjects, parseObjects, printObjects } from './objectsFile.ts'
import { categoryOf, isType, typeOf } from './types.ts'
import { waymoTexts as say } from './waymoTexts.ts'

const CODEC = 'waymo'
const LEVELS = ['detection_difficulty_level', 'tracking_difficulty_level'] as const

/** Files of `waymo.open_dataset.Objects` and `Submission`: predictions and ground truth. */
export const waymo: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.objects,
  reads: say.objectsReads,
  writes: say.objectsWrites,
  limits: [say.types, say.segments],
  space: 'ego',
  container: { ending: /\.(bin|pb)$/i, parse: parseObjects, print: printObjects },
  isOne: (head) => looksLikeObjects(Uint8Array.from(head, (one) => one.charCodeAt(0))),
  framesOf,
  format: () => FORMAT,
  fresh,
  freshId: (id) => id,
  hasCategory: isType,
  holds: { score: true, attributes: false, tilt: false, ids: true },
})

const FORMAT: EntryFormat = { codec: CODEC, decode: decodeObject, encode }

/** The box of an `Object` as JSON, in the vehicle's space. @throws {BadInputError} when it is none. */
export function decodeObject(source: JsonObject, place: JsonPlace): Entry {
  const camera = numberText(source.camera_name)
  if (camera !== null && camera !== '0') {
    throw new BadInputError({
      ...{ file: place.file, place: verbatim(place.pointer) },
      ...{ found: say.cameraBox({ camera }), expected: say.lidarBox },
    })
  }
  const labelPlace = below(place, 'object')
  const label = objectAt(source.object, labelPlace)
  const at = below(labelPlace, 'box')
  const box = objectAt(label.box, at)
  // What is not written is zero (proto2 without defaults).
  const part = (key: string): number => (box[key] === undefined ? 0 : numberUnder(box, key, at))
  const count = label.num_lidar_points_in_box
  return {
    cuboid: {
      center: nearVec3([part('center_x'), part('center_y'), part('center_z')], at),
      extent: positiveSize([part('length'), part('width'), part('height')], at),
      rotation: fromYaw(part('heading')),
    },
    category: categoryOf(Number(numberText(label.type) ?? 0)),
    objectId: typeof label.id === 'string' && label.id !== '' ? label.id : null,
    score: source.score === undefined ? null : numberAt(source.score, below(place, 'score')),
    attributes: levelsIn(label),
    pointCount: typeof count === 'number' ? count : null,
  }
}

function levelsIn(label: JsonObject): Attributes {
  const levels: { [id: string]: number } = {}
  for (const key of LEVELS) {
    const level = label[key]
    if (typeof level === 'number') levels[key] = level
  }
  return levels
}

function encode(entry: Entry, template: JsonObject | null): JsonObject {
  const label = isObject(template?.object) ? template.object : {}
  const [x, y, z] = entry.cuboid.center
  const [length, width, height] = entry.cuboid.extent
  const before = isObject(label.box) ? label.box : {}
  const heading = yawOf(entry.cuboid.rotation)
  const box = { center_x: x, center_y: y, center_z: z, width, length, height, heading }
  const [detection, tracking] = LEVELS
  const { [detection]: _, [tracking]: __, ...rest } = label
  const object: JsonDraft = { ...rest, box, type: typeOf(entry.category) }
  if (entry.objectId !== null) object.id = entry.objectId
  for (const key of LEVELS) {
    const level = entry.attributes[key]
    if (typeof level === 'number') object[key] = level
  }
  if (entry.pointCount !== null) object.num_lidar_points_in_box = entry.pointCount
  const synced = label.camera_synced_box
  if (isObject(synced)) object.camera_synced_box = moved(synced, before, box)
  const json: JsonDraft = { ...template, object }
  if (entry.score !== null) json.score = entry.score
  return json
}

/** The box a camera saw, as far from the lidar's as it was. */
function moved(synced: JsonObject, before: JsonObject, box: JsonObject): JsonObject {
  const shifted = ['center_x', 'center_y', 'center_z'].map((key) => {
    const off = Number(numberText(synced[key]) ?? 0) - Number(numberText(before[key]) ?? 0)
    return [key, plainNumber(box[key]) + off] as const
  })
  return { ...synced, ...box, ...Object.fromEntries(shifted) }
}

function framesOf(document: Json, place: JsonPlace): readonly LabelList[] {
  const at = below(place, 'frames')
  const frames = listAt(objectAt(document, place).frames, at).map((frame, index) => {
    return objectAt(frame, below(at, index))
  })
  const isOne = new Set(frames.map(({ context_name }) => context_name)).size === 1
  return frames.map(({ context_name, frame_timestamp_micros }, index) => {
    const time = numberText(frame_timestamp_micros) ?? '0'
    return {
      name: isOne || typeof context_name !== 'string' ? time : `${context_name}/${time}`,
      timeUs: Number(time),
      path: ['frames', index, 'objects'],
      mapFromLidar: null,
    }
  })
}

function fresh(clip: Clip): readonly FreshDocument[] {
  const frames = clip.frames.map(({ name, timeUs }, frame) => ({
    context_name: clip.name,
    frame_timestamp_micros: timeUs ?? (/^\d{1,18}$/.test(name) ? numberOf(name) : frame),
    objects: null,
  }))
  return [
    {
      path: 'objects.bin',
      document: { frames, others: '', submission: null },
      lists: frames.map((_, frame) => ({ frame, path: ['frames', frame, 'objects'] })),
    },
  ]
}
