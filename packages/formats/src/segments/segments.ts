import type { Clip, Json } from '@trueline/annotation'
import { fromYaw, type Quat, yawOf } from '@trueline/geometry'
import type { Codec } from '../codec.ts'
import { plainAttributes } from '../entries/attributes.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isObject,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  listAt,
  numberUnder,
  objectAt,
  unlike,
} from '../jsonAt.ts'
import { xyzAt, xyzOf } from '../labels/axes.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { labelTexts } from '../labels/labelTexts.ts'
import { plainText } from '../plainText.ts'
import { positiveSize, quatUnder } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'

const CODEC = 'segments'
const TURN = ['qx', 'qy', 'qz', 'qw'] as const

/** Cuboid labels of Segments.ai, in the map's space. */
export const segments: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.segments,
  reads: say.segmentsReads,
  writes: say.segmentsWrites,
  limits: [labelTexts.mapLimit, say.segmentsCategory],
  space: 'map',
  isOne: (head) => /"format_version"/.test(head) && /"type"\s*:\s*"cuboid"/.test(head),
  framesOf,
  hasCategory: (category) => /^\d+$/.test(category),
  format: () => FORMAT,
  fresh,
  holds: { score: false, attributes: true, tilt: true, ids: true },
})

const FORMAT: EntryFormat = { codec: CODEC, decode, encode }

function decode(source: JsonObject, place: JsonPlace): Entry {
  if (source.type !== 'cuboid') {
    throw unlike(source.type, below(place, 'type'), say.cuboidKind({ kind: 'cuboid' }))
  }
  return {
    cuboid: {
      center: xyzAt(source.position, below(place, 'position')),
      extent: positiveSize(xyzAt(source.dimensions, below(place, 'dimensions')), place),
      rotation: rotationOf(source, place),
    },
    category: numberText(source.category_id) ?? plainText(source.category_id ?? ''),
    objectId: numberText(source.track_id),
    score: null,
    attributes: plainAttributes(source.attributes),
    pointCount: null,
  }
}

/** The rotation where it is given, else the yaw: older labels have that alone. */
function rotationOf(source: JsonObject, place: JsonPlace): Quat {
  if (source.rotation === undefined) return fromYaw(numberUnder(source, 'yaw', place))
  const at = below(place, 'rotation')
  const q = objectAt(source.rotation, at)
  return quatUnder(q, TURN, at)
}

function encode(entry: Entry, template: JsonObject | null): JsonObject {
  const [qx, qy, qz, qw] = entry.cuboid.rotation
  const id = Number(entry.objectId ?? Number.NaN)
  const category = Number(entry.category)
  const json: JsonDraft =
    template === null ? { id: Number.isFinite(id) ? id : 0, is_keyframe: true } : { ...template }
  json.category_id = Number.isInteger(category) ? category : 0
  json.type = 'cuboid'
  json.position = xyzOf(entry.cuboid.center)
  json.dimensions = xyzOf(entry.cuboid.extent)
  json.yaw = yawOf(entry.cuboid.rotation)
  json.rotation = { qx, qy, qz, qw }
  if (Number.isInteger(id)) json.track_id = id
  json.attributes = entry.attributes
  return json
}

function framesOf(document: Json, place: JsonPlace): readonly LabelList[] {
  const label = objectAt(document, place)
  if (label.frames === undefined) {
    return [{ name: '0', timeUs: null, path: ['annotations'], mapFromLidar: null }]
  }
  return listAt(label.frames, below(place, 'frames')).map((frame, index) => ({
    name: String(index),
    timeUs: timeOf(isObject(frame) ? frame.timestamp : undefined),
    path: ['frames', index, 'annotations'],
    mapFromLidar: null,
  }))
}

/** Nanoseconds, written as text since they fit no double. */
function timeOf(value: Json | undefined): number | null {
  const text = typeof value === 'string' ? value : numberText(value)
  return text !== null && /^\d{17,19}$/.test(text) ? Number(BigInt(text) / 1000n) : null
}

function fresh({ frames }: Clip): readonly FreshDocument[] {
  const items = frames.map(({ timeUs }) => ({
    format_version: '0.2',
    ...(timeUs === null ? {} : { timestamp: String(BigInt(timeUs) * 1000n) }),
    annotations: null,
  }))
  return [
    {
      path: 'label.json',
      document: { format_version: '0.2', frames: items },
      lists: frames.map((_, frame) => ({ frame, path: ['frames', frame, 'annotations'] })),
    },
  ]
}
