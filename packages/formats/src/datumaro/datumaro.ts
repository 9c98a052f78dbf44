import { type Clip, type Json, verbatim } from '@trueline/annotation'
import { fromEulerXYZ, toEulerXYZ } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { Codec } from '../codec.ts'
import { isPlain } from '../entries/attributes.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isList,
  isObject,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  listAt,
  numbersAt,
  objectAt,
  unlike,
} from '../jsonAt.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { partAt } from '../labels/jsonPath.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { labelTexts } from '../labels/labelTexts.ts'
import { plainNumber } from '../plainNumber.ts'
import { sizeAt, vec3At } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'

const CODEC = 'datumaro'
const LABELS = ['categories', 'label', 'labels'] as const

/** Datumaro's 3D cuboids, as CVAT writes and reads them. */
export const datumaro: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.datumaro,
  reads: say.datumaroReads,
  writes: say.datumaroWrites,
  limits: [labelTexts.imagesLimit],
  isOne: (head) => /"categories"\s*:/.test(head) && /"cuboid_3d"/.test(head),
  framesOf,
  format: (document) => formatOf(namesIn(document)),
  fresh,
  holds: { score: false, attributes: true, tilt: true, ids: true },
  finish: (document, written) =>
    withNames(
      document,
      written.map(({ entry }) => entry.category),
    ),
})

function namesIn(document: Json): readonly string[] {
  const labels = partAt(document, LABELS)
  return (isList(labels) ? labels : []).map((label) =>
    isObject(label) && typeof label.name === 'string' ? label.name : '',
  )
}

function formatOf(names: readonly string[]): EntryFormat {
  // A new name gets its number when it is first written; they are listed when all are.
  const all = [...names]
  return {
    codec: CODEC,
    decode: (source, place) => decode(source, place, names),
    encode: (entry, template) => {
      if (!all.includes(entry.category)) all.push(entry.category)
      return encode(entry, template, all.indexOf(entry.category))
    },
  }
}

function withNames(document: Json, categories: readonly string[]): Json {
  const known = namesIn(document)
  const added = [...new Set(categories)].filter((name) => !known.includes(name))
  if (added.length === 0 || !isObject(document)) return document
  const fresh = added.map((name) => ({ name, parent: '', attributes: [] }))
  const [top, label] = [document.categories, partAt(document, ['categories', 'label'])]
  const labels = partAt(document, LABELS)
  return {
    ...document,
    categories: {
      ...(isObject(top) ? top : {}),
      label: {
        ...(isObject(label) ? label : {}),
        labels: [...(isList(labels) ? labels : []), ...fresh],
      },
    },
  }
}

/** Attributes that say what a box is of, not what it is like. */
const OWN = ['track_id', 'score']

function decode(source: JsonObject, place: JsonPlace, names: readonly string[]): Entry {
  if (source.type !== 'cuboid_3d') {
    throw unlike(source.type, below(place, 'type'), say.cuboidKind({ kind: 'cuboid_3d' }))
  }
  const label = numberText(source.label_id) ?? ''
  const category = names[Number(label === '' ? -1 : label)]
  if (category === undefined) {
    throw new BadInputError({
      file: place.file,
      place: verbatim(below(place, 'label_id').pointer),
      found: say.unknownLabel({ label }),
      expected: say.knownLabel,
    })
  }
  const [rx = 0, ry = 0, rz = 0] = numbersAt(source.rotation, below(place, 'rotation'), [3])
  const attributes = isObject(source.attributes) ? source.attributes : {}
  const score = plainNumber(attributes.score)
  return {
    cuboid: {
      center: vec3At(source.position, below(place, 'position')),
      extent: sizeAt(source.scale, below(place, 'scale')),
      rotation: fromEulerXYZ([rx, ry, rz]),
    },
    category,
    objectId: numberText(attributes.track_id),
    score: Number.isFinite(score) ? score : null,
    attributes: Object.fromEntries(
      Object.entries(attributes).flatMap(([id, value]) =>
        !OWN.includes(id) && isPlain(value) ? [[id, value]] : [],
      ),
    ),
    pointCount: null,
  }
}

function encode(entry: Entry, template: JsonObject | null, label: number): JsonObject {
  const { center, extent, rotation } = entry.cuboid
  const id = Number(entry.objectId ?? Number.NaN)
  const attributes: JsonDraft = { ...entry.attributes }
  if (Number.isInteger(id)) attributes.track_id = id
  if (entry.score !== null) attributes.score = entry.score
  const json: JsonDraft =
    template === null
      ? { id: Number.isInteger(id) ? id : 0, type: 'cuboid_3d', group: 0 }
      : { ...template }
  json.attributes = attributes
  json.label_id = label
  json.position = center
  json.rotation = toEulerXYZ(rotation)
  json.scale = extent
  return json
}

function framesOf(document: Json, place: JsonPlace): readonly LabelList[] {
  const { items } = objectAt(document, place)
  return listAt(items, below(place, 'items')).map((item, index) => ({
    name: isObject(item) && typeof item.id === 'string' ? item.id : String(index),
    timeUs: null,
    path: ['items', index, 'annotations'],
    mapFromLidar: null,
  }))
}

function fresh({ frames }: Clip): readonly FreshDocument[] {
  const items = frames.map(({ name }, frame) => ({
    id: name,
    annotations: null,
    attr: { frame },
    point_cloud: { path: `${name}.pcd` },
  }))
  return [
    {
      path: 'annotations/default.json',
      document: {
        info: {},
        categories: { label: { labels: [], attributes: ['occluded'] } },
        items,
      },
      lists: frames.map((_, frame) => ({ frame, path: ['items', frame, 'annotations'] })),
    },
  ]
}
