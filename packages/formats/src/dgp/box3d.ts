import { type Attributes, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  isObject,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  objectAt,
} from '../jsonAt.ts'
import { plainText } from '../plainText.ts'
import { positiveSize, threeUnder } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'
import { dgpTexts as say } from './dgpTexts.ts'
import { DGP } from './names.ts'
import { jsonOfPose, poseIn } from './values.ts'

/** The classes of an ontology, id by name and name by id. */
export type Classes = {
  readonly nameOf: (id: string) => string | null
  readonly idOf: (name: string) => number | null
}

/** The boxes of `bounding_box_3d`: center and quaternion in the sensor's space, length along x. */
export function boxFormat(classes: Classes): EntryFormat {
  return {
    codec: DGP,
    decode: (source, place) => decodeBox(source, { classes, place }),
    encode: (entry, template) => encodeBox(entry, { classes, template }),
  }
}

/** The class of an annotation. @throws {BadInputError} when the ontology does not have it. */
export function classAt(source: JsonObject, classes: Classes, place: JsonPlace): string {
  const id = numberText(source.class_id) ?? plainText(source.class_id)
  const name = classes.nameOf(id)
  if (name !== null) return name
  throw new BadInputError({
    file: place.file,
    place: verbatim(below(place, 'class_id').pointer),
    found: say.noClass({ id }),
    expected: say.classId,
  })
}

const SIZE = ['length', 'width', 'height'] as const

type Decoding = { readonly classes: Classes; readonly place: JsonPlace }

function decodeBox(source: JsonObject, { classes, place }: Decoding): Entry {
  const boxPlace = below(place, 'box')
  const box = objectAt(source.box, boxPlace)
  const { translation, rotation } = poseIn(box.pose, below(boxPlace, 'pose'))
  return {
    cuboid: {
      center: translation,
      extent: positiveSize(threeUnder(box, SIZE, boxPlace), boxPlace),
      rotation,
    },
    category: classAt(source, classes, place),
    objectId: numberText(source.instance_id),
    score: null,
    attributes: attributesOf(source, box),
    // The set counts points of a cloud five times as dense as the one it comes with.
    pointCount: null,
  }
}

const BOX_ATTRIBUTES = ['occlusion', 'truncation'] as const

function attributesOf({ attributes }: JsonObject, box: JsonObject): Attributes {
  const found: { [id: string]: boolean | number | string } = {}
  for (const [id, value] of Object.entries(isObject(attributes) ? attributes : {})) {
    if (typeof value === 'string' || typeof value === 'boolean') found[id] = value
  }
  for (const id of BOX_ATTRIBUTES) {
    const value = box[id]
    if (typeof value === 'number' && value !== 0) found[id] = value
  }
  return found
}

type Encoding = { readonly classes: Classes; readonly template: JsonObject | null }

function encodeBox(entry: Entry, { classes, template }: Encoding): JsonObject {
  const [length, width, height] = entry.cuboid.extent
  const { center, rotation } = entry.cuboid
  const old = template?.box
  const box: JsonDraft = isObject(old) ? { ...old } : { occlusion: 0, truncation: 0 }
  box.length = length
  box.width = width
  box.height = height
  for (const id of BOX_ATTRIBUTES) {
    const value = entry.attributes[id]
    box[id] = typeof value === 'number' ? value : 0
  }
  box.pose = jsonOfPose({ translation: center, rotation })
  const json: JsonDraft =
    template === null ? { num_points: entry.pointCount ?? 0 } : { ...template }
  json.attributes = textsOf(entry.attributes)
  json.box = box
  json.class_id = classes.idOf(entry.category) ?? 255
  const hasSameId = template !== null && numberText(template.instance_id) === entry.objectId
  if (!hasSameId) json.instance_id = Number(entry.objectId ?? 0)
  return json
}

/** The attributes that are not the box's own, as texts. */
function textsOf(attributes: Attributes): JsonObject {
  const own = Object.entries(attributes).filter(([id, value]) => {
    return typeof value !== 'number' || !BOX_ATTRIBUTES.some((one) => one === id)
  })
  return Object.fromEntries(own.map(([id, value]) => [id, String(value)]))
}
