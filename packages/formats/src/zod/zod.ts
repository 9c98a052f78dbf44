import type { Attributes, Clip, Json } from '@trueline/annotation'
import type { Codec } from '../codec.ts'
import { isPlain } from '../entries/attributes.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isObject,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  objectAt,
  textAt,
} from '../jsonAt.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { labelTexts } from '../labels/labelTexts.ts'
import { nearVec3, positiveSize, quatUnder, threeUnder, vec3At } from '../quantities.ts'
import { uuidOf } from '../token.ts'

const CODEC = 'zod'

/** `object_detection.json` of the Zenseact Open Dataset: 3D boxes in the lidar's space. */
export const zod: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.zod,
  reads: say.zodReads,
  writes: say.zodWrites,
  limits: [say.zodFlat, labelTexts.imagesLimit],
  isOne: (head) =>
    /^\s*\[/.test(head) && /"annotation_uuid"\s*:/.test(head) && /"properties"\s*:/.test(head),
  framesOf,
  format: () => FORMAT,
  fresh,
  freshId: () => null,
  holds: { score: false, attributes: true, tilt: true, ids: false },
})

const FORMAT: EntryFormat = { codec: CODEC, decode, encode }

const SIZE = ['size_3d_length', 'size_3d_width', 'size_3d_height'] as const
const TURN = [
  'orientation_3d_qx',
  'orientation_3d_qy',
  'orientation_3d_qz',
  'orientation_3d_qw',
] as const
/** Properties that are the box itself. */
const OF_BOX = /^(annotation_uuid|class|type|location_3d|size_3d_.*|orientation_3d_.*)$/

function decode(source: JsonObject, place: JsonPlace): Entry {
  const at = below(place, 'properties')
  const own = objectAt(source.properties, at)
  const location = below(at, 'location_3d')
  const coordinates = below(location, 'coordinates')
  const [x, y, z] = vec3At(objectAt(own.location_3d, location).coordinates, coordinates)
  const kind = textAt(own.class, below(at, 'class'))
  return {
    cuboid: {
      center: nearVec3([x, y, z], location),
      extent: positiveSize(threeUnder(own, SIZE, at), at),
      rotation: quatUnder(own, TURN, at),
    },
    category: typeof own.type === 'string' ? `${kind}.${own.type}` : kind,
    objectId: null,
    score: null,
    attributes: attributesIn(own),
    pointCount: null,
  }
}

function attributesIn(own: JsonObject): Attributes {
  const found = Object.entries(own).filter(
    (one): one is [string, string | number | boolean] => !OF_BOX.test(one[0]) && isPlain(one[1]),
  )
  return found.length === 0 ? {} : Object.fromEntries(found)
}

function encode(entry: Entry, template: JsonObject | null): JsonObject {
  const { center, extent, rotation } = entry.cuboid
  const [qx, qy, qz, qw] = rotation
  const [length, width, height] = extent
  // The first point parts class from type.
  const dot = entry.category.indexOf('.')
  const [kind, type] =
    dot < 0
      ? [entry.category, undefined]
      : [entry.category.slice(0, dot), entry.category.slice(dot + 1)]
  const id = uuidOf(`${center.join(' ')} ${rotation.join(' ')}`)
  const old = template?.properties
  const named: JsonDraft = { annotation_uuid: id, ...(isObject(old) ? keptOf(old) : {}) }
  named.class = kind
  if (type !== undefined) named.type = type
  const hasOthers = Object.keys(entry.attributes).length > 0
  const properties: JsonDraft = hasOthers ? { ...named, ...entry.attributes } : named
  properties.location_3d = { type: 'Point', coordinates: center }
  properties.size_3d_length = length
  properties.size_3d_width = width
  properties.size_3d_height = height
  properties.orientation_3d_qw = qw
  properties.orientation_3d_qx = qx
  properties.orientation_3d_qy = qy
  properties.orientation_3d_qz = qz
  return template === null
    ? { geometry: { type: 'MultiPoint', coordinates: [] }, properties }
    : { ...template, properties }
}

/** What a source has beside its class, type and attributes. */
function keptOf(properties: JsonObject): JsonObject {
  const kept = Object.entries(properties).filter(
    ([id, value]) => OF_BOX.test(id) || !isPlain(value),
  )
  const { type: _, ...rest } = Object.fromEntries(kept)
  return rest
}

/** A frame is a folder; a file of another name is a frame of its own. */
function framesOf(_: Json, { file }: JsonPlace): readonly LabelList[] {
  const [folder, stem] = [file.split('/').at(-2), /([^/]+)\.json$/.exec(file)?.[1] ?? file]
  const name = stem === 'object_detection' && folder !== undefined ? folder : stem
  return [{ name, timeUs: null, path: [], mapFromLidar: null }]
}

function fresh({ frames }: Clip): readonly FreshDocument[] {
  return frames.map(({ name }, frame) => ({
    path: `${name}/object_detection.json`,
    document: [],
    lists: [{ frame, path: [] }],
  }))
}
