import { type Clip, type Json, verbatim } from '@trueline/annotation'
import { fromYaw, type Vec3, yawOf } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { Codec } from '../codec.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isList,
  isObject,
  type JsonObject,
  type JsonPlace,
  numbersAt,
  textAt,
} from '../jsonAt.ts'
import { dialectTexts as say } from '../labels/dialectTexts.ts'
import { isPickled, JSON_OR_PICKLE } from '../labels/jsonOrPickle.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { labelTexts } from '../labels/labelTexts.ts'
import { parallelLists } from '../labels/parallel.ts'
import { plainNumber } from '../plainNumber.ts'
import { nearVec3, positiveSize } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'

const holds = { score: true, attributes: false, tilt: false, ids: false }

/** Predictions of MMDetection3D's inferencers: z is the bottom's, names are numbers. */
export const mmdet3dPredictions: Codec = labelCodec({
  ...PLAIN,
  id: 'mmdet3d',
  title: say.mmdet3d,
  reads: say.mmdet3dReads,
  writes: say.mmdet3dWrites,
  limits: [say.mmdet3dLabels, labelTexts.imagesLimit],
  isOne: (head) => /"(bboxes_3d|labels_3d|scores_3d)"\s*:/.test(head),
  list: parallelLists(['bboxes_3d', 'labels_3d', 'scores_3d'], []),
  framesOf: lidarFrame,
  hasCategory: (category) => /^-?\d+$/.test(category),
  format: () =>
    formatOf({
      codec: 'mmdet3d',
      box: 'bboxes_3d',
      name: 'labels_3d',
      score: 'scores_3d',
      isBottom: true,
    }),
  fresh: (clip) => freshFiles(clip, 'preds', { box_type_3d: 'LiDAR' }),
  freshId: () => null,
  holds,
})

/** Results of OpenPCDet and CenterPoint, as JSON: z is the center's. */
export const openpcdet: Codec = labelCodec({
  ...PLAIN,
  id: 'openpcdet',
  title: say.openpcdet,
  reads: say.openpcdetReads,
  writes: say.openpcdetWrites,
  limits: [labelTexts.imagesLimit],
  container: JSON_OR_PICKLE,
  isOne: (head) =>
    isPickled(head) ? head.includes('boxes_lidar') : /"boxes_lidar"\s*:/.test(head),
  list: parallelLists(['boxes_lidar', 'name', 'score'], ['pred_labels']),
  framesOf: (document, place) => {
    // A file a frame, or one of them all.
    const frames = isList(document) ? document : [document]
    return frames.flatMap((frame, index) => {
      const name = isObject(frame) ? frame.frame_id : undefined
      const own = isList(document) ? below(place, index) : place
      return lidarFrame(frame, own).map((list) => ({
        ...list,
        name: typeof name === 'string' ? name : isList(document) ? String(index) : list.name,
        path: isList(document) ? [index, ...list.path] : list.path,
      }))
    })
  },
  format: () =>
    formatOf({
      codec: 'openpcdet',
      box: 'boxes_lidar',
      name: 'name',
      score: 'score',
      isBottom: false,
    }),
  fresh: (clip) => freshFiles(clip, 'results', {}),
  freshId: () => null,
  holds,
})

type Keys = {
  readonly codec: string
  readonly box: string
  readonly name: string
  readonly score: string
  readonly isBottom: boolean
}

function formatOf(keys: Keys): EntryFormat {
  return {
    codec: keys.codec,
    decode: (source, place) => decode(source, place, keys),
    encode: (entry, template) => encode(entry, template, keys),
  }
}

function decode(source: JsonObject, place: JsonPlace, keys: Keys): Entry {
  const at = below(place, keys.box)
  const [x = 0, y = 0, z = 0, l = 0, w = 0, h = 0, yaw = 0] = numbersAt(
    source[keys.box],
    at,
    [7, 9],
  )
  const name = source[keys.name]
  const score = plainNumber(source[keys.score])
  const center: Vec3 = [x, y, keys.isBottom ? z + h / 2 : z]
  return {
    cuboid: {
      center: nearVec3(center, at),
      extent: positiveSize([l, w, h], at),
      rotation: fromYaw(yaw),
    },
    category: numberText(name) ?? textAt(name, below(place, keys.name)),
    objectId: null,
    score: Number.isFinite(score) ? score : null,
    attributes: {},
    pointCount: null,
  }
}

function encode(entry: Entry, template: JsonObject | null, keys: Keys): JsonObject {
  const { center, extent, rotation } = entry.cuboid
  const [x, y, z] = center
  const old = template?.[keys.box]
  const rest = isList(old) ? old.slice(7) : []
  const number = Number(entry.category)
  // A box that names no number has no class of the model’s.
  const name = keys.isBottom ? (Number.isInteger(number) ? number : -1) : entry.category
  return {
    ...template,
    [keys.box]: [x, y, keys.isBottom ? z - extent[2] / 2 : z, ...extent, yawOf(rotation), ...rest],
    [keys.name]: name,
    [keys.score]: entry.score ?? 1,
  }
}

function lidarFrame(document: Json, { file }: JsonPlace): readonly LabelList[] {
  const kind = isObject(document) ? document.box_type_3d : undefined
  if (typeof kind === 'string' && kind !== 'LiDAR') {
    const found = say.cuboidKind({ kind })
    const expected = say.cuboidKind({ kind: 'LiDAR' })
    throw new BadInputError({ file, place: verbatim('/box_type_3d'), found, expected })
  }
  const name = /([^/]+)\.json$/.exec(file)?.[1] ?? file
  return [{ name, timeUs: null, path: [], mapFromLidar: null }]
}

function freshFiles(
  { frames }: Clip,
  folder: string,
  document: JsonObject,
): readonly FreshDocument[] {
  return frames.map(({ name }, frame) => ({
    path: `${folder}/${name}.json`,
    document: folder === 'results' ? { frame_id: name } : document,
    lists: [{ frame, path: [] }],
  }))
}
