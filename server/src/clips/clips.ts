import { setImmediate } from 'node:timers/promises'
import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  type BlobId,
  blobId,
  type Clip,
  type ClipId,
  clipId,
  migrateClip,
  migrateRecord,
  type RecordId,
} from '@trueline/annotation'
import { and, desc, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { batches, projects } from '../db/projectSchema.ts'
import { doubles, efforts, plantings, referenceStretches, taskScores } from '../db/qualitySchema.ts'
import { clipBlobs, clips, patches, records, taskMoves, tasks } from '../db/schema.ts'

/** What a list shows of a clip. */
export type ClipSummary = {
  readonly clipId: ClipId
  readonly name: string
  readonly format: string
  readonly frames: number
  readonly sensors: number
  readonly tracks: number
  readonly cuboids: number
  readonly createdAtUs: number
  /** Its project and batch, by name; `null` of a clip in none. */
  readonly project: string | null
  readonly batch: string | null
}

/** A page of records, by id. */
export type RecordPage = {
  readonly records: readonly { readonly record: AnnotationRecord; readonly revision: number }[]
  /** What to go on after; `null` at the end. */
  readonly next: RecordId | null
}

/** A clip nobody has. */
export class UnknownClipError extends Error {
  override readonly name = 'UnknownClipError'
  constructor(id: string) {
    super(`There is no clip ${id}`)
  }
}

/** The row of a clip. */
export const thisClip = ({ tenant }: Queries, id: ClipId) =>
  and(eq(clips.tenant, tenant), eq(clips.clipId, id))

/** Every clip, newest first. */
export async function listClips(queries: Queries): Promise<readonly ClipSummary[]> {
  const rows = await queries
    .select({
      clipId: clips.clipId,
      name: clips.name,
      format: clips.format,
      frames: clips.frames,
      sensors: clips.sensors,
      createdAtUs: clips.createdAtUs,
      project: projects.name,
      batch: batches.name,
    })
    .from(clips)
    .leftJoin(batches, and(eq(batches.tenant, clips.tenant), eq(batches.batchId, clips.batchId)))
    .leftJoin(
      projects,
      and(eq(projects.tenant, batches.tenant), eq(projects.projectId, batches.projectId)),
    )
    .where(eq(clips.tenant, queries.tenant))
    .orderBy(sql`${clips.createdAtUs} desc, ${clips.clipId} desc`)
  const counts = await queries
    .select({ clipId: records.clipId, kind: records.kind, count: sql<string>`count(*)` })
    .from(records)
    .where(and(eq(records.tenant, queries.tenant), isNotNull(records.data)))
    .groupBy(records.clipId, records.kind)
  const countOf = (id: string, kind: string): number =>
    Number(counts.find((count) => count.clipId === id && count.kind === kind)?.count ?? 0)
  return rows.map((row) => ({
    ...row,
    clipId: clipId(row.clipId),
    tracks: countOf(row.clipId, 'track'),
    cuboids: countOf(row.clipId, 'cuboid'),
  }))
}

/**
 * A clip and the number of its last patch.
 *
 * @throws {UnknownClipError}
 */
export async function openClip(
  queries: Queries,
  id: ClipId,
): Promise<{ readonly clip: Clip; readonly headSeq: number }> {
  const [row] = await queries.select().from(clips).where(thisClip(queries, id))
  if (row === undefined) throw new UnknownClipError(id)
  const clip = migrateClip(row.schemaVersion, row.data as never)
  return { clip: { ...clip, name: row.name }, headSeq: row.headSeq }
}

/**
 * Looks whether the organisation has a clip.
 *
 * @throws {UnknownClipError}
 */
export async function requireClip(queries: Queries, id: ClipId): Promise<void> {
  const rows = await queries.select({ id: clips.clipId }).from(clips).where(thisClip(queries, id))
  if (rows.length === 0) throw new UnknownClipError(id)
}

/** The clip's records that are not deleted, `limit` at a time. */
export async function recordPage(
  queries: Queries,
  page: { readonly clipId: ClipId; readonly after: RecordId | null; readonly limit: number },
): Promise<RecordPage> {
  const { clipId: id, after, limit } = page
  const rows = await queries
    .select({
      recordId: records.recordId,
      revision: records.revision,
      version: records.schemaVersion,
      data: records.data,
    })
    .from(records)
    .where(
      and(
        eq(records.tenant, queries.tenant),
        eq(records.clipId, id),
        isNotNull(records.data),
        after === null ? undefined : gt(records.recordId, after),
      ),
    )
    .orderBy(records.recordId)
    .limit(limit)
  return {
    records: rows.map(({ version, data, revision }) => ({
      record: migrateRecord(version, data as never),
      revision,
    })),
    next: rows.length === limit ? ((rows.at(-1)?.recordId ?? null) as RecordId | null) : null,
  }
}

/** Every record of a clip that is not deleted, read a page at a time. */
export async function* allRecordsOf(
  queries: Queries,
  id: ClipId,
): AsyncGenerator<AnnotationRecord> {
  for await (const { record } of revisedRecordsOf(queries, id)) yield record
}

/** All of them as one document. */
export async function annotationsIn(queries: Queries, id: ClipId): Promise<Annotations> {
  const all: AnnotationRecord[] = []
  for await (const record of allRecordsOf(queries, id)) all.push(record)
  return annotationsOf(all)
}

/** Every record that is not deleted, with how often it was changed. */
export async function* revisedRecordsOf(
  queries: Queries,
  id: ClipId,
): AsyncGenerator<RecordPage['records'][number]> {
  let after: RecordId | null = null
  do {
    const page: RecordPage = await recordPage(queries, { clipId: id, after, limit: 1000 })
    yield* page.records
    after = page.next
    // Others are answered meanwhile: the embedded database computes in this thread.
    await setImmediate()
  } while (after !== null)
}

/**
 * Calls a clip something else.
 *
 * @throws {UnknownClipError}
 */
export async function renameClip(queries: Queries, id: ClipId, name: string): Promise<void> {
  await changeClip(queries, id, { name })
}

/**
 * Keeps something else of a clip.
 *
 * @throws {UnknownClipError}
 */
export async function changeClip(
  queries: Queries,
  id: ClipId,
  values: Partial<Pick<typeof clips.$inferInsert, 'name' | 'checks' | 'isEffortLogged'>>,
): Promise<void> {
  const rows = await queries
    .update(clips)
    .set(values)
    .where(thisClip(queries, id))
    .returning({ id: clips.clipId })
  if (rows.length === 0) throw new UnknownClipError(id)
}

/**
 * Removes a clip with its records, its tasks and its log, and returns the blobs it stood on.
 *
 * @throws {UnknownClipError}
 */
export async function deleteClip(queries: Queries, id: ClipId): Promise<readonly BlobId[]> {
  return queries.transaction(async (tx) => {
    const gone = await tx.delete(clips).where(thisClip(tx, id)).returning({ id: clips.clipId })
    if (gone.length === 0) throw new UnknownClipError(id)
    await tx.delete(records).where(and(eq(records.tenant, tx.tenant), eq(records.clipId, id)))
    await tx.delete(patches).where(and(eq(patches.tenant, queries.tenant), eq(patches.clipId, id)))
    await tx.delete(tasks).where(and(eq(tasks.tenant, queries.tenant), eq(tasks.clipId, id)))
    await tx
      .delete(taskMoves)
      .where(and(eq(taskMoves.tenant, queries.tenant), eq(taskMoves.clipId, id)))
    for (const table of [plantings, referenceStretches, doubles, taskScores, efforts]) {
      await tx.delete(table).where(and(eq(table.tenant, queries.tenant), eq(table.clipId, id)))
    }
    const freed = await tx
      .delete(clipBlobs)
      .where(and(eq(clipBlobs.tenant, queries.tenant), eq(clipBlobs.clipId, id)))
      .returning({ blob: clipBlobs.blob })
    return freed.map(({ blob }) => blobId(blob))
  })
}

/** Those of some blobs that no clip of any organisation needs. */
export async function unneededBlobs(
  queries: Queries,
  blobs: readonly BlobId[],
): Promise<readonly BlobId[]> {
  if (blobs.length === 0) return []
  const needed = await queries
    .select({ blob: clipBlobs.blob })
    .from(clipBlobs)
    .where(inArray(clipBlobs.blob, [...blobs]))
  const names = new Set(needed.map(({ blob }) => blob))
  return blobs.filter((blob) => !names.has(blob))
}

/**
 * The id of the clip with this id, or else of the newest with this name.
 *
 * @throws {UnknownClipError}
 */
export async function clipWithName(queries: Queries, idOrName: string): Promise<ClipId> {
  const rows = await queries
    .select({ clipId: clips.clipId, name: clips.name })
    .from(clips)
    .where(
      and(
        eq(clips.tenant, queries.tenant),
        or(eq(clips.clipId, idOrName), eq(clips.name, idOrName)),
      ),
    )
    .orderBy(desc(clips.createdAtUs))
  const found = rows.find((row) => row.clipId === idOrName) ?? rows[0]
  if (found === undefined) throw new UnknownClipError(idOrName)
  return clipId(found.clipId)
}
