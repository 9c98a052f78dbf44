import type { AnnotationRecord, BlobId, Clip } from '@trueline/annotation'
import { isFrameRecord, patchId, schemaVersion } from '@trueline/annotation'
import { type Queries, TENANT } from '../db/database.ts'
import { clipBlobs, clips, patches, records } from '../db/schema.ts'
import { newId, nowUs } from '../newId.ts'

/** A clip about to be stored with all that belongs to it. */
export type NewClip = {
  readonly clip: Clip
  readonly records: readonly AnnotationRecord[]
  readonly blobs: readonly BlobId[]
  readonly author: string
}

/** Rows of one statement: each costs a parse, and a statement holds at most 65,535 values. */
const ROWS = 1000

/**
 * Stores a clip, its records and the first entry of its log, in the transaction it is given.
 *
 * The first entry says who brought the clip in and when. It lists no records, as it cannot be
 * undone: what came in is each record's `before` in the first edit that changed it, or the record.
 */
export async function insertClip(queries: Queries, { clip, ...given }: NewClip): Promise<void> {
  const key = { tenant: TENANT, clipId: clip.id }
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
  for (let start = 0; start < given.records.length; start += ROWS) {
    const rows = given.records.slice(start, start + ROWS).map((record) => ({
      ...key,
      recordId: record.id,
      revision: 1,
      seq: 1,
      kind: record.kind,
      frame: isFrameRecord(record) ? record.frame : null,
      schemaVersion,
      data: record,
    }))
    await queries.insert(records).values(rows)
  }
  const rows = [...new Set(given.blobs)].map((blob) => ({ ...key, blob }))
  if (rows.length > 0) await queries.insert(clipBlobs).values(rows)
}
