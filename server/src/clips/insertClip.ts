import { setImmediate } from 'node:timers/promises'
import {
  type AnnotationRecord,
  type BlobId,
  type Clip,
  type ClipId,
  patchId,
  schemaVersion,
} from '@trueline/annotation'
import { sql } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { clipBlobs, clips, patches, records, tasks } from '../db/schema.ts'
import { newId, nowUs } from '../newId.ts'

/** A clip about to be stored with all that belongs to it. */
export type NewClip = {
  readonly clip: Clip
  readonly records: readonly AnnotationRecord[]
  readonly blobs: readonly BlobId[]
  readonly author: string
}

/** Records of one statement: each statement costs a parse, and keeps others waiting. */
const RECORDS = 1000

/**
 * Stores a clip, its records, its task and the first entry of its log, in the transaction it is given.
 *
 * The first entry says who brought the clip in and when. It lists no records, as it cannot be
 * undone: what came in is each record's `before` in the first edit that changed it, or the record.
 */
export async function insertClip(queries: Queries, { clip, ...given }: NewClip): Promise<void> {
  const key = { tenant: queries.tenant, clipId: clip.id }
  const timeUs = nowUs()
  await queries.insert(clips).values({
    ...key,
    name: clip.name,
    format: clip.format,
    frames: clip.frames.length,
    sensors: clip.sensors.length,
    headSeq: 1,
    createdAtUs: timeUs,
    schemaVersion,
    data: clip,
  })
  // All of it is one task, of the same id.
  await queries.insert(tasks).values({
    ...key,
    taskId: clip.id,
    firstFrame: 0,
    lastFrame: clip.frames.length - 1,
    state: 'annotate',
  })
  const edit = {
    patchId: patchId(newId()),
    command: 'importClip',
    kind: 'edit',
    of: null,
    madeAtUs: timeUs,
    patch: [],
  } as const
  await queries.insert(patches).values({
    ...key,
    ...edit,
    seq: 1,
    author: given.author,
    storedAtUs: timeUs,
    revisions: {},
    edit,
  })
  for (let start = 0; start < given.records.length; start += RECORDS) {
    await insertRecords(queries, clip.id, given.records.slice(start, start + RECORDS))
    // Others are answered meanwhile: the embedded database computes in this thread.
    await setImmediate()
  }
  const rows = [...new Set(given.blobs)].map((blob) => ({ ...key, blob }))
  if (rows.length > 0) await queries.insert(clipBlobs).values(rows)
}

/** As one value, which the database takes apart: a value for each column takes it twice as long. */
async function insertRecords(
  queries: Queries,
  clipId: ClipId,
  given: readonly AnnotationRecord[],
): Promise<void> {
  await queries.execute(sql`
    insert into ${records}
      (tenant, clip_id, record_id, revision, seq, kind, frame, schema_version, data)
    select
      ${queries.tenant}, ${clipId}, record->>'id', 1, 1, record->>'kind', (record->>'frame')::int,
      ${schemaVersion}::int, record
    from jsonb_array_elements(${JSON.stringify(given)}::jsonb) as record`)
}
