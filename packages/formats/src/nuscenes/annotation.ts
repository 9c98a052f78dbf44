import { verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import { below, type JsonDraft, type JsonObject, type JsonPlace, textAt } from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { sizeAt, vec3At, wxyzAt, wxyzOf } from '../quantities.ts'
import { NUSCENES } from './names.ts'
import { nuscenesTexts as say } from './nuscenesTexts.ts'
import {
  attributesOfRow,
  type Instance,
  instancesByToken,
  tokensOfAttributes,
  type Vocabulary,
} from './vocabulary.ts'

/**
 * The rows of `sample_annotation`: center, size (width, length, height) and quaternion (w, x, y, z)
 * in the map's space; heading along the box's +x.
 *
 * A row written anew has no `token`, `sample_token`, `prev` and `next` yet.
 */
export function annotationFormat(words: Vocabulary): EntryFormat {
  const instances = instancesByToken(words)
  return {
    codec: NUSCENES,
    decode: (row, place) => decodeRow(row, { words, instances, place }),
    encode: (entry, template) => encodeRow(entry, { words, template }),
  }
}

type Decoding = {
  readonly words: Vocabulary
  readonly instances: ReadonlyMap<string, Instance>
  readonly place: JsonPlace
}

function decodeRow(row: JsonObject, { words, instances, place }: Decoding): Entry {
  const [width, length, height] = sizeAt(row.size, below(place, 'size'))
  const objectId = textAt(row.instance_token, below(place, 'instance_token'))
  const category = instances.get(objectId)?.category ?? null
  if (category === null) {
    throw new BadInputError({
      file: place.file,
      place: verbatim(below(place, 'instance_token').pointer),
      found: say.noCategory({ instance: objectId }),
      expected: say.instance,
    })
  }
  return {
    cuboid: {
      center: vec3At(row.translation, below(place, 'translation')),
      extent: [length, width, height],
      rotation: wxyzAt(row.rotation, below(place, 'rotation')),
    },
    category,
    objectId,
    score: null,
    attributes: attributesOfRow(row, words),
    pointCount: pointsOf(row),
  }
}

/** Lyft writes -1 where nobody counted. */
function pointsOf(row: JsonObject): number | null {
  const points = plainNumber(row.num_lidar_pts)
  return Number.isInteger(points) && points >= 0 ? points : null
}

function encodeRow(
  { cuboid, objectId, attributes, pointCount }: Entry,
  { words, template }: { readonly words: Vocabulary; readonly template: JsonObject | null },
): JsonObject {
  const [length, width, height] = cuboid.extent
  const { tokens, visibility } = tokensOfAttributes(attributes, words)
  const isSame = template !== null && pointsOf(template) === pointCount
  const row: JsonDraft = template === null ? { token: '', sample_token: '' } : { ...template }
  row.instance_token = objectId ?? ''
  if (visibility !== null) row.visibility_token = visibility
  row.attribute_tokens = tokens
  row.translation = cuboid.center
  row.size = [width, length, height]
  row.rotation = wxyzOf(cuboid.rotation)
  if (!isSame) row.num_lidar_pts = pointCount ?? -1
  if (template === null) {
    row.num_radar_pts = 0
    row.prev = ''
    row.next = ''
  }
  return row
}
