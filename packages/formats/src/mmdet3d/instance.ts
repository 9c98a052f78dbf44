import { verbatim } from '@trueline/annotation'
import { fromYaw, yawOf } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isList,
  isObject,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  numbersAt,
} from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { nearVec3, positiveSize } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'
import { infoTexts as say } from './infoTexts.ts'
import { MMDET3D_INFO } from './names.ts'

/** The categories of `metainfo`, label by name. */
export type InfoLabels = ReadonlyMap<string, number>

/** What the data set has and its classes leave out: label -1. */
export const UNLABELLED = 'Unknown'

/** The labels of a `metainfo`. */
export function labelsIn({ categories }: JsonObject): InfoLabels {
  const pairs = Object.entries(isObject(categories) ? categories : {}).flatMap(([name, label]) => {
    const number = plainNumber(label)
    return Number.isInteger(number) ? [[name, number] as const] : []
  })
  return new Map(pairs)
}

/**
 * The instances of an info: `bbox_3d` with center, length, width, height and yaw about the lidar's z,
 * zero along its x.
 */
export function instanceFormat(labels: InfoLabels): EntryFormat {
  return {
    codec: MMDET3D_INFO,
    decode: (source, place) => decodeInstance(source, { labels, place }),
    encode: (entry, template) => encodeInstance(entry, { labels, template }),
  }
}

function decodeInstance(
  source: JsonObject,
  { labels, place }: { readonly labels: InfoLabels; readonly place: JsonPlace },
): Entry {
  const at = below(place, 'bbox_3d')
  const [x = 0, y = 0, z = 0, l = 0, w = 0, h = 0, yaw = 0] = numbersAt(source.bbox_3d, at, [7, 9])
  const label = numberText(source.bbox_label_3d)
  const named = [...labels].find(([, number]) => String(number) === label)?.[0]
  const category = named ?? (label === '-1' ? UNLABELLED : undefined)
  if (category === undefined) {
    throw new BadInputError({
      file: place.file,
      place: verbatim(below(place, 'bbox_label_3d').pointer),
      found: say.noLabel({ label: label ?? '?' }),
      expected: say.label,
    })
  }
  const points = plainNumber(source.num_lidar_pts)
  return {
    cuboid: {
      center: nearVec3([x, y, z], at),
      extent: positiveSize([l, w, h], at),
      rotation: fromYaw(yaw),
    },
    category,
    objectId: null,
    score: null,
    attributes: {},
    pointCount: Number.isInteger(points) && points >= 0 ? points : null,
  }
}

function encodeInstance(
  { cuboid, category, pointCount }: Entry,
  { labels, template }: { readonly labels: InfoLabels; readonly template: JsonObject | null },
): JsonObject {
  const { center, extent, rotation } = cuboid
  const label = labels.get(category) ?? -1
  const rest = isList(template?.bbox_3d) ? template.bbox_3d.slice(7) : []
  const json: JsonDraft =
    template === null
      ? { bbox_3d_isvalid: true, num_radar_pts: 0, velocity: [0, 0] }
      : { ...template }
  json.bbox_3d = [...center, ...extent, yawOf(rotation), ...rest]
  json.bbox_label_3d = label
  json.bbox_label = label
  json.num_lidar_pts = pointCount ?? -1
  return json
}
