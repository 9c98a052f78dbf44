import {
  type AnnotationRecord,
  blobId,
  clipId as brandClipId,
  type Change,
  type ClipId,
  type RecordId,
} from '@trueline/annotation'
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import { RefusedError } from '../access/refused.ts'
import { allRecordsOf, openClip } from '../clips/clips.ts'
import { insertClip } from '../clips/insertClip.ts'
import type { Queries } from '../db/database.ts'
import { doubles, plantings } from '../db/qualitySchema.ts'
import { clipBlobs, clips, patches, taskMoves, tasks } from '../db/schema.ts'
import { newId, nowUs } from '../newId.ts'
import { readTask } from '../work/tasks.ts'
import { qualityTexts } from './qualityTexts.ts'

/**
 * Makes a second clip of the same recording with the pre-labels as they came, of which the stretch of a
 * task is to be labelled once more, by somebody else. Returns its id. Its points and pictures are those
 * of the first, stored once.
 *
 * @throws {UnknownTaskError}
 * @throws {RefusedError} when the task is of a double itself.
 */
export async function makeDouble(queries: Queries, taskId: string): Promise<ClipId> {
  const task = await readTask(queries, taskId)
  const { tenant } = queries
  const own = and(eq(doubles.tenant, tenant), eq(doubles.clipId, task.clipId))
  const rows = await queries.select({ id: doubles.clipId }).from(doubles).where(own)
  if (rows.length > 0) throw new RefusedError(409, qualityTexts.isDouble)
  const { clip } = await openClip(queries, task.clipId)
  const { records, author } = await asItCame(queries, task.clipId)
  const id = brandClipId(newId())
  const { firstFrame, lastFrame } = task
  await queries.transaction(async (tx) => {
    const of = and(eq(clips.tenant, tenant), eq(clips.clipId, task.clipId))
    const [row] = await tx.select({ batchId: clips.batchId }).from(clips).where(of).for('update')
    const needed = await tx
      .select({ blob: clipBlobs.blob })
      .from(clipBlobs)
      .where(and(eq(clipBlobs.tenant, tenant), eq(clipBlobs.clipId, task.clipId)))
    const blobs = needed.map(({ blob }) => blobId(blob))
    await insertClip(tx, { clip: { ...clip, id }, records, blobs, author })
    await tx
      .update(clips)
      .set({ batchId: row?.batchId ?? null })
      .where(and(eq(clips.tenant, tenant), eq(clips.clipId, id)))
    await tx
      .update(tasks)
      .set({ firstFrame, lastFrame })
      .where(and(eq(tasks.tenant, tenant), eq(tasks.clipId, id)))
    await tx.insert(doubles).values({
      tenant,
      clipId: id,
      ofClipId: task.clipId,
      ...{ firstFrame, lastFrame },
      madeAtUs: nowUs(),
    })
  })
  return id
}

/**
 * Whether somebody has, is to have, or handed on the other one of two clips that are labelled twice: a
 * condition on a row of `tasks`.
 */
export function hasItsOther(me: string): SQL {
  return sql`exists (
    select 1 from ${doubles} d join ${tasks} other on other.tenant = d.tenant
      and other.clip_id = case when d.clip_id = ${tasks.clipId} then d.of_clip_id else d.clip_id end
      and other.first_frame <= d.last_frame and other.last_frame >= d.first_frame
    where d.tenant = ${tasks.tenant} and ${tasks.clipId} in (d.clip_id, d.of_clip_id)
      and (other.held_by = ${me} or other.assignee_id = ${me} or exists (
        select 1 from ${taskMoves} m where m.tenant = other.tenant and m.task_id = other.task_id
          and m.move = 'submit' and m.author like ${`%· ${me}`})))`
}

/** What brings pre-labels in. */
const IMPORTS: readonly string[] = ['importClip', 'importLabels']

/** The records of a clip as they were brought in, and by whom; planted faults are none of them. */
async function asItCame(
  queries: Queries,
  id: ClipId,
): Promise<{ readonly records: readonly AnnotationRecord[]; readonly author: string }> {
  const came = new Map<RecordId, AnnotationRecord>()
  for await (const record of allRecordsOf(queries, id)) came.set(record.id, record)
  const touched = new Set<RecordId>()
  let author = ''
  for await (const { edit, ...entry } of entriesOf(queries, id)) {
    if (edit.command === 'importClip') author = entry.author
    for (const change of edit.patch) {
      const first = firstOf(change, { isImport: IMPORTS.includes(edit.command), touched })
      if (first !== undefined) put(came, change.recordId, first)
    }
  }
  const [planting] = await queries
    .select({ faults: plantings.faults })
    .from(plantings)
    .where(and(eq(plantings.tenant, queries.tenant), eq(plantings.clipId, id)))
  for (const { changes } of planting?.faults ?? []) {
    for (const { recordId, before } of changes) put(came, recordId, before)
  }
  return { records: [...came.values()], author }
}

/** What a change tells of a record before all work on it; `undefined` where that was told before. */
function firstOf(
  { recordId, before, after }: Change,
  seen: { readonly isImport: boolean; readonly touched: Set<RecordId> },
): AnnotationRecord | null | undefined {
  if (seen.isImport) return after
  if (seen.touched.has(recordId)) return undefined
  seen.touched.add(recordId)
  return before
}

function put(
  records: Map<RecordId, AnnotationRecord>,
  id: RecordId,
  record: AnnotationRecord | null,
): void {
  if (record === null) records.delete(id)
  else records.set(id, record)
}

/** Entries of one statement. */
const PAGE = 200

async function* entriesOf(queries: Queries, id: ClipId) {
  for (let seq = 0; ; ) {
    const page = await queries
      .select({ seq: patches.seq, author: patches.author, edit: patches.edit })
      .from(patches)
      .where(and(eq(patches.tenant, queries.tenant), eq(patches.clipId, id), gt(patches.seq, seq)))
      .orderBy(asc(patches.seq))
      .limit(PAGE)
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    seq = last.seq
  }
}
