import { type Box2d, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import { below, isObject, type JsonObject, type JsonPlace, numbersAt } from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { numberText, parseJsonText } from '../sourceJson.ts'
import { cocoTexts as say } from './cocoTexts.ts'

/** The codec's id. */
export const COCO = 'coco'

/** What a box is in an image: sides in pixels, category, score. */
export type CocoBox = Pick<
  Box2d,
  'leftPx' | 'topPx' | 'rightPx' | 'bottomPx' | 'category' | 'score'
>

/** @throws {BadInputError} when an annotation holds no box, or is of a category that is not listed. */
export function boxOf(
  source: JsonObject,
  place: JsonPlace,
  categories: ReadonlyMap<string, string>,
): CocoBox {
  const at = below(place, 'bbox')
  const [x = 0, y = 0, width = 0, height = 0] = numbersAt(source.bbox, at, [4])
  if (width < 0 || height < 0) {
    const found = verbatim([x, y, width, height].join(', '))
    const { file, pointer } = at
    throw new BadInputError({ file, place: verbatim(pointer), found, expected: say.box })
  }
  const id = numberText(source.category_id) ?? ''
  const category = categories.get(id)
  if (category === undefined) {
    const { file, pointer } = below(place, 'category_id')
    const found = say.unknownCategory({ id })
    throw new BadInputError({ file, place: verbatim(pointer), found, expected: say.knownCategory })
  }
  const score = plainNumber(source.score)
  return {
    ...{ leftPx: x, topPx: y, rightPx: x + width, bottomPx: y + height, category },
    score: Number.isFinite(score) ? score : null,
  }
}

/** Categories by their number as text. */
export function categoriesOf(list: readonly unknown[]): ReadonlyMap<string, string> {
  return new Map(
    (list as readonly JsonObject[]).filter(isObject).flatMap(({ id, name }) => {
      const number = numberText(id)
      return number !== null && typeof name === 'string' ? [[number, name] as const] : []
    }),
  )
}

/** A box as an annotation: as its source had it where nothing of it has changed. */
export function annotationOf(
  box: Box2d,
  {
    categories,
    categoryId,
    fresh,
  }: {
    readonly categories: ReadonlyMap<string, string>
    readonly categoryId: number
    readonly fresh: JsonObject
  },
): JsonObject {
  const kept = box.extras[COCO]
  const value = typeof kept === 'string' ? parseJsonText(kept, box.id) : null
  const source = isObject(value) ? value : null
  if (source !== null) {
    const before = boxOf(source, { file: '', pointer: '' }, categories)
    const keys = ['leftPx', 'topPx', 'rightPx', 'bottomPx', 'category', 'score'] as const
    if (keys.every((key) => before[key] === box[key])) return source
  }
  const { leftPx, topPx, rightPx, bottomPx, score } = box
  const [width, height] = [rightPx - leftPx, bottomPx - topPx]
  // A segmentation is of the box that was: it would say otherwise than the new one.
  const { segmentation: _, ...rest } = source ?? { ...fresh, iscrowd: 0 }
  return {
    ...rest,
    category_id: categoryId,
    bbox: [leftPx, topPx, width, height],
    area: width * height,
    ...(score === null ? {} : { score }),
  }
}
