import type { Attributes, Json } from '@trueline/annotation'
import { isObject, type JsonObject } from '../jsonAt.ts'

/** The attributes of a JSON object that ours can be: texts, numbers, yes and no. */
export function plainAttributes(source: Json | undefined): Attributes {
  const all = isObject(source) ? Object.entries(source) : []
  // Most boxes have none.
  if (all.length === 0) return {}
  return Object.fromEntries(all.flatMap(([id, value]) => (isPlain(value) ? [[id, value]] : [])))
}

/** A box's attributes as JSON, with those of its source that ours cannot be. */
export function attributesOver(source: Json | undefined, attributes: Attributes): JsonObject {
  return isObject(source) ? { ...otherAttributes(source), ...attributes } : attributes
}

/** The others, which are written back as they were. */
function otherAttributes(source: Json | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(isObject(source) ? source : {}).filter(([, value]) => !isPlain(value)),
  )
}

/** Whether a value is a text, a number a double holds, or a yes or no. */
export function isPlain(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
}
