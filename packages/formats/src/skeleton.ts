import type { Json, RecordId } from '@trueline/annotation'
import { isObject } from './jsonAt.ts'

/**
 * A source's JSON with its records taken out: what is kept of a file so that it can be written
 * again. Where a record was stands its id; all else stands as it was.
 */
const RECORD = 'trueline:record'

/** What stands where a record was. */
export function holeOf(id: RecordId): Json {
  return { [RECORD]: id }
}

/** The id of the record that was here; `null` where none was. */
export function holeAt(value: Json): RecordId | null {
  const id = isObject(value) ? value[RECORD] : undefined
  // Ids are read back as they were written.
  return typeof id === 'string' ? (id as RecordId) : null
}
