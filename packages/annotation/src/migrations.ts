import type { Clip } from './clip.ts'
import type { Json } from './json.ts'
import type { AnnotationRecord } from './records/record.ts'
import { clipSchema } from './schema/clipSchema.ts'
import { recordSchema } from './schema/recordSchema.ts'

/** The version of stored clips and records that this code writes. */
export const schemaVersion = 5

/** Stored data of a later version than this code knows. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError'
  constructor(version: number, newest: number) {
    super(`Stored as version ${version}, but this program knows up to ${newest}: update it`)
  }
}

/** One step of stored data from a version to the next. */
export type Migration = {
  /** What changed: `rotationAsQuaternion`. */
  readonly name: string
  readonly from: number
  readonly clip: (json: Json) => Json
  readonly record: (json: Json) => Json
}

const asItWas = (json: Json): Json => json

/** Every step there is, oldest first. */
const MIGRATIONS: readonly Migration[] = [
  // Tracks may say which findings stay; those stored before say none.
  { name: 'waiversOfTracks', from: 1, clip: asItWas, record: asItWas },
  // Reviewers' remarks, and what they think of tracks; those stored before say nothing.
  { name: 'remarksAndReviews', from: 2, clip: asItWas, record: asItWas },
  // Lanes and map elements may say which findings stay; those stored before say none.
  { name: 'waiversOfFixed', from: 3, clip: asItWas, record: asItWas },
  // Lines may say what they are the curve through; those stored before say nothing.
  { name: 'knotsOfCurves', from: 4, clip: asItWas, record: asItWas },
]

/**
 * The clip that was stored as JSON by this or an earlier version.
 *
 * @throws {NewerSchemaError} when a later version stored it.
 * @throws {ZodError} when it is no clip.
 */
export function migrateClip(version: number, json: Json): Clip {
  return clipSchema.parse(migrate({ version, json, part: 'clip' }, MIGRATIONS, schemaVersion))
}

/**
 * The record that was stored as JSON by this or an earlier version.
 *
 * @throws {NewerSchemaError} when a later version stored it.
 * @throws {ZodError} when it is no record.
 */
export function migrateRecord(version: number, json: Json): AnnotationRecord {
  return recordSchema.parse(migrate({ version, json, part: 'record' }, MIGRATIONS, schemaVersion))
}

/**
 * Stored JSON brought from its version to the newest, a step at a time.
 *
 * @throws {NewerSchemaError} when its version is past the newest.
 * @throws {RangeError} when its version is no whole number from 1, or no step leads on from it.
 */
export function migrate(
  stored: { readonly version: number; readonly json: Json; readonly part: 'clip' | 'record' },
  migrations: readonly Migration[],
  newest: number,
): Json {
  const { version, json, part } = stored
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new RangeError(`Expected a version from 1, got ${version}`)
  }
  if (version > newest) throw new NewerSchemaError(version, newest)
  let moved = json
  for (let from = version; from < newest; from++) {
    const step = migrations.find((migration) => migration.from === from)
    if (step === undefined) throw new RangeError(`No migration leads on from version ${from}`)
    moved = step[part](moved)
  }
  return moved
}
