import type { Json } from '@trueline/annotation'
import { isList, isObject } from '../jsonAt.ts'
import type { JsonPath } from './labelDialect.ts'

/** The part of a value at a path; `undefined` where there is none. */
export function partAt(value: Json | undefined, [key, ...rest]: JsonPath): Json | undefined {
  if (key === undefined) return value
  const inner = isList(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined
  return partAt(inner, rest)
}

/** The value with another part at a path that it has. */
export function withPart(value: Json | undefined, [key, ...rest]: JsonPath, part: Json): Json {
  if (key === undefined) return part
  if (isList(value)) {
    return value.map((item, index) => (index === key ? withPart(item, rest, part) : item))
  }
  const object = isObject(value) ? value : {}
  return { ...object, [key]: withPart(object[key], rest, part) }
}
