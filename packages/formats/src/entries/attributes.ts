import type { Attributes, Json } from '@trueline/annotation'
import { isObject, type JsonObject } from '../jsonAt.ts'

/** The attributes of a JSON object that ours can be: texts, numbers, yes and no. */
export function plainAttributes(source: Json | undefined): Attributes {
  return Object.fromEntries(
    Object.entries(isObject(source) ? source : {}).flatMap(([id, value]) =>
      isPlain(value) ? [[id, value]] : [],
    ),
  )
}

/** The others, which are written back as they were. */
export function otherAttributes(source: Json | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(isObject(source) ? source : {}).filter(([, value]) => !isPlain(value)),
  )
}

/** Whether a value is a text, a number a double holds, or a yes or no. */
export function isPlain(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
}
