import type { Json } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { Cloud } from '../clouds/cloud.ts'
import { WHOLE } from '../sharedTexts.ts'
import { numberOf } from '../sourceJson.ts'
import { columnsOf } from './dataFrame.ts'
import { arrayOf, type PickledArray } from './numpy.ts'
import { pickleTexts as say } from './pickleTexts.ts'
import { asText, isKind, type Pickled, readPickle } from './readPickle.ts'

/** References may name the same value again and again: no more of a byte than this. */
const MOST_OF_A_BYTE = 64

/**
 * A pickle as JSON: dicts as objects, arrays as lists, a DataFrame as the records `to_json` writes.
 *
 * @throws {BadInputError} when it is none, or holds objects of other kinds.
 */
export function pickleAsJson(bytes: Uint8Array, file: string): Json {
  const most = Math.max(100_000, bytes.length * MOST_OF_A_BYTE)
  let left = most
  const refuse = (found: BadInputError['found']): never => {
    throw new BadInputError({ file, place: WHOLE, found, expected: say.plain })
  }
  const spend = (): void => {
    left -= 1
    if (left < 0) refuse(say.tooMuch({ count: most }))
  }
  const jsonOf = (value: Pickled, level: number): Json => {
    spend()
    if (level > 100) refuse(say.tooMuch({ count: level }))
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
    if (typeof value === 'number') return Number.isFinite(value) ? value : numberOf(String(value))
    if (typeof value === 'bigint') return numberOf(String(value))
    if (value instanceof Uint8Array) return asText(value)
    switch (value.kind) {
      case 'list':
        return value.items.map((item) => jsonOf(item, level + 1))
      case 'dict':
        return Object.fromEntries(
          value.entries.map(([key, item]) => [keyOf(key), jsonOf(item, level + 1)]),
        )
      case 'global':
        return refuse(say.object({ name: value.name }))
      case 'object': {
        const array = arrayOf(value)
        if (array !== null) return nested(array, (item) => jsonOf(item, level + 1))
        const columns = columnsOf(value)
        if (columns === null) return refuse(say.object({ name: value.of }))
        const rows = columns[0]?.values.length ?? 0
        return Array.from({ length: rows }, (_, row) =>
          Object.fromEntries(
            columns.map(({ name, values, isBoolean }) => {
              const own = values[row] ?? null
              const cell = isBoolean ? own === 1 : own
              const isMissing = typeof cell === 'number' && Number.isNaN(cell)
              return [name, isMissing ? null : jsonOf(cell, level + 1)]
            }),
          ),
        )
      }
    }
  }
  return jsonOf(readPickle(bytes, file), 0)
}

function keyOf(key: Pickled): string {
  const isNumber = typeof key === 'number' || typeof key === 'bigint'
  return isNumber ? String(key) : asText(key)
}

function nested(
  { shape, values, isBoolean }: PickledArray,
  jsonOf: (value: Pickled) => Json,
): Json {
  const build = (axis: number, start: number, length: number): Json => {
    if (axis === shape.length)
      return isBoolean ? values[start] === 1 : jsonOf(values[start] ?? null)
    const side = shape[axis] ?? 0
    const step = side === 0 ? 0 : length / side
    return Array.from({ length: side }, (_, index) => build(axis + 1, start + index * step, step))
  }
  return build(0, 0, values.length)
}

/**
 * The columns of numbers of a pickled DataFrame.
 *
 * @throws {BadInputError} when it holds none.
 */
export function pickledCloud(bytes: Uint8Array, file: string): Cloud {
  const value = readPickle(bytes, file)
  const columns = columnsOf(value)
  if (columns === null) {
    const found = say.object({ name: isKind(value, 'object') ? value.of : typeof value })
    throw new BadInputError({ file, place: WHOLE, found, expected: say.frame })
  }
  return {
    rows: columns[0]?.values.length ?? 0,
    columns: columns.flatMap(({ name, values, isInteger }) =>
      values instanceof Float64Array ? [{ name, isInteger, read: () => values.slice() }] : [],
    ),
    notices: [],
  }
}
