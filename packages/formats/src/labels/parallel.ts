import { type Json, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import { below, isObject, type JsonObject, type JsonPlace, listAt, objectAt } from '../jsonAt.ts'
import { dialectTexts as say } from './dialectTexts.ts'
import type { LabelDialect } from './labelDialect.ts'

/**
 * Boxes that stand as lists side by side, one of their names, one of their places and so on, as a list
 * of objects with a key for each.
 *
 * @param needed Lists without which there are no boxes.
 */
export function parallelLists(
  needed: readonly string[],
  optional: readonly string[],
): LabelDialect['list'] {
  return {
    read: (value, place) => readParallel(value, place, { needed, optional }),
    write: (items, before) => writeParallel(items, before, { needed, optional }),
  }
}

type Keys = { readonly needed: readonly string[]; readonly optional: readonly string[] }

function readParallel(
  value: Json | undefined,
  place: JsonPlace,
  { needed, optional }: Keys,
): readonly Json[] {
  const object = objectAt(value, place)
  const present = [...needed, ...optional.filter((key) => object[key] !== undefined)]
  const lists = present.map((key) => listAt(object[key], below(place, key)))
  const lengths = lists.map(({ length }) => length)
  if (new Set(lengths).size > 1) {
    throw new BadInputError({
      file: place.file,
      place: verbatim(place.pointer),
      found: say.lengths({ lengths: lengths.join(', ') }),
      expected: say.sameLength,
    })
  }
  return Array.from({ length: lengths[0] ?? 0 }, (_, index) =>
    Object.fromEntries(present.map((key, list) => [key, lists[list]?.[index] ?? null])),
  )
}

function writeParallel(
  items: readonly Json[],
  before: Json | undefined,
  { needed, optional }: Keys,
): Json {
  const head = isObject(before) ? before : {}
  const rows = items.filter(isObject)
  const used = optional.filter(
    (key) => head[key] !== undefined || rows.some((row: JsonObject) => row[key] !== undefined),
  )
  const lists = [...needed, ...used].map(
    (key) => [key, rows.map((row) => row[key] ?? null)] as const,
  )
  return { ...head, ...Object.fromEntries(lists) }
}
