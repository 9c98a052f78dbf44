import type { Json } from '@trueline/annotation'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import { below, type JsonDraft, type JsonObject, type JsonPlace, textAt } from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { sizeAt, vec3At, wxyzAt, wxyzOf } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'
import { attributesOfName, nameOfAttributes, type ResultTask, resultName } from './resultNames.ts'

/**
 * The boxes of a result file: as those of `sample_annotation`, with a name, a score and a velocity.
 *
 * A box written anew has no `sample_token` and `velocity` yet.
 */
export function resultFormat(task: ResultTask): EntryFormat {
  return {
    codec: task.codec,
    decode: (box, place) => decodeBox(box, { task, place }),
    encode: (entry, template) => encodeBox(entry, { task, template }),
  }
}

function decodeBox(
  box: JsonObject,
  { task, place }: { readonly task: ResultTask; readonly place: JsonPlace },
): Entry {
  const [width, length, height] = sizeAt(box.size, below(place, 'size'))
  const attribute = box.attribute_name
  return {
    cuboid: {
      center: vec3At(box.translation, below(place, 'translation')),
      extent: [length, width, height],
      rotation: wxyzAt(box.rotation, below(place, 'rotation')),
    },
    category: textAt(box[task.nameKey], below(place, task.nameKey)),
    objectId: task.idKey === null ? null : idOf(box[task.idKey]),
    score: scoreOf(box[task.scoreKey]),
    attributes: typeof attribute === 'string' ? attributesOfName(attribute) : {},
    pointCount: null,
  }
}

function idOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : numberText(value)
}

/** Ground truth written as results has -1 for a score nobody gave. */
function scoreOf(value: Json | undefined): number | null {
  const score = plainNumber(value)
  return Number.isFinite(score) && score !== -1 ? score : null
}

function encodeBox(
  { cuboid, category, objectId, score, attributes }: Entry,
  { task, template }: { readonly task: ResultTask; readonly template: JsonObject | null },
): JsonObject {
  const [length, width, height] = cuboid.extent
  const { idKey, nameKey, scoreKey } = task
  const hasSameId = idKey !== null && template !== null && idOf(template[idKey]) === objectId
  const hasSameScore = template !== null && scoreOf(template[scoreKey]) === score
  const isSameName = template !== null && template[nameKey] === category
  const box: JsonDraft = template === null ? { sample_token: '' } : { ...template }
  box.translation = cuboid.center
  box.size = [width, length, height]
  box.rotation = wxyzOf(cuboid.rotation)
  if (template === null) box.velocity = [0, 0]
  if (idKey !== null && !hasSameId) box[idKey] = objectId ?? ''
  if (!isSameName) box[nameKey] = resultName(category, task) ?? category
  // What a person drew is as sure as can be.
  if (!hasSameScore) box[scoreKey] = score ?? 1
  if (idKey === null) box.attribute_name = nameOfAttributes(attributes)
  return box
}
