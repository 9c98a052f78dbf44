import type { Clip, Json } from '@trueline/annotation'
import { fromEulerXYZ, toEulerXYZ } from '@trueline/geometry'
import type { Codec } from '../codec.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isList,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  objectAt,
  unlike,
} from '../jsonAt.ts'
import { xyzAt, xyzOf } from '../labels/axes.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { labelTexts } from '../labels/labelTexts.ts'
import { plainNumber } from '../plainNumber.ts'
import { positiveSize } from '../quantities.ts'
import { uuidOf } from '../token.ts'

const CODEC = 'xtreme1'

/** Results of Xtreme1 and BasicAI, version 0.6. */
export const xtreme1: Codec = labelCodec({
  ...PLAIN,
  id: CODEC,
  title: say.xtreme1,
  reads: say.xtreme1Reads,
  writes: say.xtreme1Writes,
  limits: [labelTexts.imagesLimit],
  isOne: (head) => /"objects"\s*:/.test(head) && /"contour"\s*:/.test(head),
  framesOf,
  format: () => ({ codec: CODEC, decode, encode }) satisfies EntryFormat,
  fresh,
  freshId: (id) => uuidOf(id),
  holds: { score: true, attributes: false, tilt: true, ids: true },
})

function decode(source: JsonObject, place: JsonPlace): Entry {
  // The tool drops a type of any other spelling without a word.
  if (source.type !== '3D_BOX') {
    throw unlike(source.type, below(place, 'type'), say.cuboidKind({ kind: '3D_BOX' }))
  }
  const at = below(place, 'contour')
  const contour = objectAt(source.contour, at)
  const category = typeof source.className === 'string' ? source.className : source.modelClass
  const score = plainNumber(source.modelConfidence)
  const points = plainNumber(contour.pointN)
  const id = isNamed(source.trackId) ? source.trackId : source.trackName
  return {
    cuboid: {
      center: xyzAt(contour.center3D, below(at, 'center3D')),
      extent: positiveSize(xyzAt(contour.size3D, below(at, 'size3D')), below(at, 'size3D')),
      rotation: fromEulerXYZ(xyzAt(contour.rotation3D, below(at, 'rotation3D'))),
    },
    category: isNamed(category) ? category : 'Unknown',
    objectId: isNamed(id) ? id : null,
    score: Number.isFinite(score) ? score : null,
    attributes: {},
    pointCount: Number.isInteger(points) && points >= 0 ? points : null,
  }
}

function isNamed(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== ''
}

function encode(entry: Entry, template: JsonObject | null): JsonObject {
  const { center, extent, rotation } = entry.cuboid
  const old = template?.contour
  const kept = typeof old === 'object' && old !== null && !isList(old) ? old : null
  const contour: JsonDraft = kept === null ? { points: [], viewIndex: 0 } : { ...kept }
  if (entry.pointCount !== null) contour.pointN = entry.pointCount
  contour.size3D = xyzOf(extent)
  contour.center3D = xyzOf(center)
  contour.rotation3D = xyzOf(toEulerXYZ(rotation))
  const isSameName =
    template !== null && [template.className, template.modelClass].includes(entry.category)
  // Class numbers are those of one ontology: a name alone is understood by all.
  const json: JsonDraft =
    template === null
      ? {
          id: uuidOf(`${entry.objectId} ${center.join(' ')}`),
          classId: null,
          classValues: [],
        }
      : { ...template }
  json.type = '3D_BOX'
  if (!isSameName) {
    json.classId = null
    json.className = entry.category
  }
  json.trackId = entry.objectId ?? ''
  if (template === null) json.trackName = json.trackId
  json.contour = contour
  if (entry.score !== null) json.modelConfidence = entry.score
  return json
}

function framesOf(document: Json, { file }: JsonPlace): readonly LabelList[] {
  const name = /([^/]+)\.json$/.exec(file)?.[1] ?? file
  // Each source of labels, a model or a person, has a result of its own in a frame's file.
  const paths = isList(document)
    ? document.map((_, index) => [index, 'objects'] as const)
    : [['objects'] as const]
  return paths.slice(0, 1).map((path) => ({ name, timeUs: null, path, mapFromLidar: null }))
}

function fresh({ frames }: Clip): readonly FreshDocument[] {
  return frames.map(({ name }, frame) => ({
    path: `result/${name}.json`,
    document: [{ version: 'Xtreme1 V0.6', sourceName: 'trueline', objects: null }],
    lists: [{ frame, path: [0, 'objects'] }],
  }))
}
