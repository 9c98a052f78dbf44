import type { Clip, Json } from '@trueline/annotation'
import { type Cuboid, fromEulerXYZ, fromYaw, multiply, toEulerXYZ } from '@trueline/geometry'
import type { Codec } from '../codec.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import type { WrittenEntry } from '../entries/writeEntries.ts'
import {
  below,
  isList,
  isObject,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  listAt,
  numberAt,
  objectAt,
  textAt,
  unlike,
} from '../jsonAt.ts'
import { xyzAt, xyzOf } from '../labels/axes.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { labelTexts } from '../labels/labelTexts.ts'
import { positiveSize } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'
import { tokenOf } from '../token.ts'

const CODEC = 'supervisely'

/** Supervisely's point clouds and episodes. */
export const supervisely: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.supervisely,
  reads: say.superviselyReads,
  writes: say.superviselyWrites,
  limits: [say.superviselyAxes, labelTexts.imagesLimit],
  isOne: (head, path) =>
    !/(^|\/)(meta|key_id_map)\.json$/.test(path) &&
    /"(objects|figures|framesCount)"\s*:/.test(head) &&
    /"key"\s*:/.test(head) &&
    /"(classTitle|figures)"\s*:/.test(head),
  framesOf,
  contextOf: isNative,
  format: (document, context) => formatOf(classesIn(document), context === true),
  fresh,
  freshId: (id) => tokenOf(id),
  holds: { score: false, attributes: false, tilt: true, ids: true },
  finish: (document, written) => withObjects(document, written),
})

type Classes = ReadonlyMap<string, string>

/** The classes of a document's objects, by key. */
function classesIn(document: Json): Classes {
  const objects = isObject(document) && isList(document.objects) ? document.objects : []
  return new Map(
    objects.flatMap((one) =>
      isObject(one) && typeof one.key === 'string' && typeof one.classTitle === 'string'
        ? [[one.key, one.classTitle] as const]
        : [],
    ),
  )
}

/**
 * Whether boxes have Supervisely's own axes, the length along y; CVAT writes it along x. Told by what
 * most boxes are: road users are longer than wide.
 */
function isNative(document: Json): boolean {
  let along = 0
  const look = (value: Json): void => {
    if (isList(value)) value.forEach(look)
    else if (isObject(value)) {
      const { dimensions } = value
      if (isObject(dimensions)) {
        const [x, y] = [numberText(dimensions.x), numberText(dimensions.y)].map(Number)
        along += y! > x! ? 1 : -1
      } else Object.values(value).forEach(look)
    }
  }
  look(document)
  return along >= 0
}

function formatOf(classes: Classes, isTurned: boolean): EntryFormat {
  return {
    codec: CODEC,
    decode: (source, place) => decode(source, place, { classes, isTurned }),
    encode: (entry, template) => encode(entry, template, isTurned),
  }
}

type Context = { readonly classes: Classes; readonly isTurned: boolean }

function decode(source: JsonObject, place: JsonPlace, { classes, isTurned }: Context): Entry {
  if (source.geometryType !== 'cuboid_3d') {
    throw unlike(
      source.geometryType,
      below(place, 'geometryType'),
      say.cuboidKind({ kind: 'cuboid_3d' }),
    )
  }
  const at = below(place, 'geometry')
  const geometry = objectAt(source.geometry, at)
  const size = xyzAt(geometry.dimensions, below(at, 'dimensions'))
  const objectId = textAt(source.objectKey, below(place, 'objectKey'))
  return {
    cuboid: turned(
      {
        center: xyzAt(geometry.position, below(at, 'position')),
        extent: positiveSize(size, below(at, 'dimensions')),
        rotation: fromEulerXYZ(xyzAt(geometry.rotation, below(at, 'rotation'))),
      },
      isTurned ? 1 : 0,
    ),
    category: classes.get(objectId) ?? 'Unknown',
    objectId,
    score: null,
    attributes: {},
    pointCount: null,
  }
}

/** A box whose x and y are a quarter turn further about its z. */
function turned(cuboid: Cuboid, quarters: number): Cuboid {
  if (quarters === 0) return cuboid
  const [a, b, height] = cuboid.extent
  const rotation = multiply(cuboid.rotation, fromYaw((quarters * Math.PI) / 2))
  return { center: cuboid.center, extent: [b, a, height], rotation }
}

function encode(entry: Entry, template: JsonObject | null, isTurned: boolean): JsonObject {
  const { center, extent, rotation } = turned(entry.cuboid, isTurned ? -1 : 0)
  const json: JsonDraft =
    template === null
      ? { key: tokenOf(`figure ${entry.objectId} ${center.join(' ')}`) }
      : { ...template }
  json.objectKey = entry.objectId ?? ''
  json.geometryType = 'cuboid_3d'
  json.geometry = {
    position: xyzOf(center),
    rotation: xyzOf(toEulerXYZ(rotation)),
    dimensions: xyzOf(extent),
  }
  return json
}

/** A document's objects with those of its figures' tracks, and their classes. */
function withObjects(document: Json, written: readonly WrittenEntry[]): Json {
  if (!isObject(document)) return document
  const wanted = new Map(
    written.flatMap(({ entry }) =>
      entry.objectId === null ? [] : [[entry.objectId, entry.category] as const],
    ),
  )
  const objects = isList(document.objects) ? document.objects : []
  const known = classesIn(document)
  const kept = objects.map((one): Json => {
    if (!isObject(one) || typeof one.key !== 'string') return one
    const title = wanted.get(one.key)
    const isSame = title === undefined || title === (known.get(one.key) ?? 'Unknown')
    return isSame ? one : { ...one, classTitle: title }
  })
  const added = [...wanted]
    .filter(([key, title]) => !known.has(key) && title !== 'Unknown')
    .map(([key, classTitle]) => ({ key, classTitle, tags: [] }))
  if (added.length === 0 && !isList(document.objects)) return document
  return { ...document, objects: [...kept, ...added] }
}

function framesOf(document: Json, place: JsonPlace): readonly LabelList[] {
  const annotation = objectAt(document, place)
  const none = { timeUs: null, mapFromLidar: null }
  if (annotation.frames === undefined) {
    const stem = /([^/]+?)(?:\.pcd)?\.json$/.exec(place.file)?.[1] ?? place.file
    return [{ name: stem, path: ['figures'], ...none }]
  }
  return listAt(annotation.frames, below(place, 'frames')).map((frame, index) => {
    const at = below(place, 'frames', index)
    const number = numberAt(objectAt(frame, at).index, below(at, 'index'))
    return { name: String(number).padStart(6, '0'), path: ['frames', index, 'figures'], ...none }
  })
}

function fresh(clip: Clip): readonly FreshDocument[] {
  const frames = clip.frames.map((_, index) => ({ index, figures: null }))
  return [
    {
      path: 'ds0/annotation.json',
      document: {
        description: '',
        key: tokenOf(`episode ${clip.name}`),
        tags: [],
        objects: [],
        framesCount: frames.length,
        frames,
      },
      lists: frames.map((_, frame) => ({ frame, path: ['frames', frame, 'figures'] })),
    },
  ]
}
