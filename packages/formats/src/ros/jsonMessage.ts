import type { Structured } from '../protobuf/descriptors.ts'

/** A message in JSON. @throws {RangeError} when it is no object. */
export function parseJsonMessage(bytes: Uint8Array): Structured {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new RangeError(error instanceof Error ? error.message : String(error))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RangeError('JSON that is no object')
  }
  // Any JSON is: null and what is of another type are refused where a field is asked for.
  return value as Structured
}
