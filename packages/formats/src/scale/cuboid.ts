import { fromYaw, yawOf } from '@trueline/geometry'
import { attributesOver, plainAttributes } from '../entries/attributes.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  numberUnder,
  textAt,
} from '../jsonAt.ts'
import { xyzAt, xyzOf } from '../labels/axes.ts'
import { plainNumber } from '../plainNumber.ts'
import { positiveSize } from '../quantities.ts'

/**
 * Scale's cuboids: x of `dimensions` is the width, y the length; yaw is counter-clockwise.
 *
 * @param forward Where a box of no yaw looks: +y in Scale's own axes, +x in CADC's.
 */
export function scaleFormat(codec: string, forward: 'x' | 'y'): EntryFormat {
  const turn = forward === 'y' ? Math.PI / 2 : 0
  return {
    codec,
    decode: (source, place) => decode(source, place, turn),
    encode: (entry, template) => encode(entry, template, turn),
  }
}

function decode(source: JsonObject, place: JsonPlace, turn: number): Entry {
  const [width, length, height] = xyzAt(source.dimensions, below(place, 'dimensions'))
  const points = plainNumber(source.points_count ?? source.numberOfPoints)
  return {
    cuboid: {
      center: xyzAt(source.position, below(place, 'position')),
      extent: positiveSize([length, width, height], below(place, 'dimensions')),
      rotation: fromYaw(numberUnder(source, 'yaw', place) + turn),
    },
    category: textAt(source.label, below(place, 'label')),
    objectId: typeof source.uuid === 'string' ? source.uuid : null,
    score: null,
    attributes: plainAttributes(source.attributes),
    pointCount: Number.isInteger(points) && points >= 0 ? points : null,
  }
}

function encode(entry: Entry, template: JsonObject | null, turn: number): JsonObject {
  const [length, width, height] = entry.cuboid.extent
  const json: JsonDraft =
    template === null ? { camera_used: null, stationary: false } : { ...template }
  json.uuid = entry.objectId ?? ''
  json.label = entry.category
  json.position = xyzOf(entry.cuboid.center)
  json.dimensions = xyzOf([width, length, height])
  json.yaw = yawOf(entry.cuboid.rotation) - turn
  json.attributes = attributesOver(template?.attributes, entry.attributes)
  if (entry.pointCount !== null) json.points_count = entry.pointCount
  return json
}
