import type { Json } from '@trueline/annotation'
import { isList, isObject } from './jsonAt.ts'

/**
 * A source's JSON with its records taken out: what is kept of a file so that it can be written
 * again. Where a record was stands its id, in a hole; all else stands as it was.
 */
const HOLE = 'trueline:record'
const END = 'trueline:end'

/** What stands where a record was. */
export function holeOf(recordId: string): Json {
  return { [HOLE]: recordId }
}

/** What stands at the end of a list that further records go into. */
export const END_OF_LIST: Json = { [END]: true }

/** The id of the record that was here; `null` where none was. */
export function holeAt(value: Json): string | null {
  const id = isObject(value) ? value[HOLE] : undefined
  return typeof id === 'string' ? id : null
}

/** What stands in a skeleton's holes. */
export type Filling = {
  /** The record's JSON; `null` where it is gone. */
  readonly record: (recordId: string) => Json | null
  /** What follows at the marked end of a list, asked for once all before it is written. */
  readonly rest: () => readonly Json[]
}

/** A skeleton with its holes filled. */
export function fillHoles(skeleton: Json, filling: Filling): Json {
  if (isList(skeleton)) {
    return skeleton.flatMap((item): readonly Json[] => {
      if (isObject(item) && item[END] === true) return filling.rest()
      const id = holeAt(item)
      if (id === null) return [fillHoles(item, filling)]
      const filled = filling.record(id)
      return filled === null ? [] : [filled]
    })
  }
  if (!isObject(skeleton)) return skeleton
  return Object.fromEntries(
    Object.entries(skeleton).map(([key, item]) => [key, fillHoles(item, filling)]),
  )
}
