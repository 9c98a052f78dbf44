import type { AnnotationRecord, Change, ClipId, Edit, RecordId } from '@trueline/annotation'
import { isFrameRecord, schemaVersion } from '@trueline/annotation'
import { BadInputError } from '@trueline/formats'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { UnknownClipError } from '../clips/clips.ts'
import type { Queries } from '../db/database.ts'
import { retryLostRaces } from '../db/retry.ts'
import { clips, patches, records } from '../db/schema.ts'
import { importTexts } from '../imports/importTexts.ts'
import { nowUs } from '../newId.ts'
import { refuseAccepted } from '../work/refuseAccepted.ts'
import type { AppendAtOnce } from './appendAtOnce.ts'
import type { Revisions } from './patchLog.ts'
import { sameJson } from './sameJson.ts'

/** An edit on its way into the log. */
export type NewPatch = {
  readonly clipId: ClipId
  readonly edit: Edit
  /** The revision of each record that the edit was made on; 0 for a new one. */
  readonly baseRevisions: Readonly<Record<string, number>>
  readonly author: string
  /** Given where it puts right what nobody labelled, which it may among accepted labels too. */
  readonly isAmongAccepted?: true
}

/** What became of an edit. */
export type AppendAnswer =
  | { readonly outcome: 'stored'; readonly seq: number; readonly revisions: Revisions }
  | { readonly outcome: 'stale'; readonly current: readonly CurrentRecord[] }

/** A record somebody else changed meanwhile: what it is now, who made it so, and when. */
export type CurrentRecord = {
  readonly recordId: RecordId
  readonly record: AnnotationRecord | null
  readonly revision: number
  readonly author: string
  readonly changedAtUs: number
}

/** Ends a transaction with an answer and without a trace. */
class NothingStored extends Error {
  readonly answer: AppendAnswer
  constructor(answer: AppendAnswer) {
    super('Nothing was stored')
    this.answer = answer
  }
}

/** Rows of one statement, which holds at most 65,535 values. */
const ROWS = 1000

type StoredRecord = {
  readonly recordId: string
  readonly revision: number
  readonly seq: number
  readonly data: unknown
}

/**
 * Appends an edit to its clip's log and brings the records up to it, in one transaction that is on
 * the disk when this resolves.
 *
 * An edit that was stored before answers as it did then. One made on records that somebody changed
 * meanwhile stores nothing and answers with what they are now.
 *
 * @throws {UnknownClipError}
 * @throws {BadInputError} when what the edit says was there before is not what is stored.
 * @throws {RefusedError} when it changes labels that were accepted.
 */
export async function appendPatch(
  edges: { readonly queries: Queries; readonly atOnce: AppendAtOnce },
  patch: NewPatch,
): Promise<AppendAnswer> {
  const { queries, atOnce } = edges
  try {
    return await retryLostRaces(
      async () =>
        (await atOnce(queries.tenant, patch)) ??
        (await queries.transaction((tx) => appendIn(tx, patch))),
    )
  } catch (error) {
    if (error instanceof NothingStored) return error.answer
    throw error
  }
}

/** The same step by step, to say why where it does not fit. */
async function appendIn(tx: Queries, { clipId, edit, ...given }: NewPatch): Promise<AppendAnswer> {
  // Taking the next number locks the clip's row: writers of one clip come one after the other.
  const [head] = await tx
    .update(clips)
    .set({ headSeq: sql`${clips.headSeq} + 1` })
    .where(and(eq(clips.tenant, tx.tenant), eq(clips.clipId, clipId)))
    .returning({ seq: clips.headSeq })
  if (head === undefined) throw new UnknownClipError(clipId)
  const stored = await storedRecords(tx, clipId, edit)
  const stale = edit.patch.filter(
    ({ recordId }) => revisionOf(stored, recordId) !== (given.baseRevisions[recordId] ?? 0),
  )
  if (stale.length > 0) {
    const before = await answeredBefore(tx, clipId, edit)
    throw new NothingStored(before ?? (await currentOf(tx, clipId, { stored, stale })))
  }
  const revisions = Object.fromEntries(
    edit.patch.map(({ recordId }) => [recordId, revisionOf(stored, recordId) + 1]),
  )
  const answer = { outcome: 'stored', seq: head.seq, revisions } as const
  const inserted = await tx
    .insert(patches)
    .values({
      tenant: tx.tenant,
      clipId,
      seq: head.seq,
      patchId: edit.patchId,
      author: given.author,
      command: edit.command,
      kind: edit.kind,
      of: edit.of,
      madeAtUs: edit.madeAtUs,
      storedAtUs: nowUs(),
      revisions,
      edit,
    })
    .onConflictDoNothing({ target: [patches.tenant, patches.clipId, patches.patchId] })
    .returning({ seq: patches.seq })
  if (inserted.length === 0) {
    throw new NothingStored((await answeredBefore(tx, clipId, edit)) ?? answer)
  }
  for (const change of edit.patch) refuseWrongBefore(change, stored.get(change.recordId))
  if (given.isAmongAccepted !== true) await refuseAccepted(tx, clipId, edit.patch)
  await storeRecords(tx, clipId, { edit, answer })
  return answer
}

async function storedRecords(
  tx: Queries,
  clipId: ClipId,
  edit: Edit,
): Promise<ReadonlyMap<string, StoredRecord>> {
  const ids = edit.patch.map(({ recordId }) => recordId)
  const found = new Map<string, StoredRecord>()
  for (let start = 0; start < ids.length; start += ROWS) {
    const some = inArray(records.recordId, ids.slice(start, start + ROWS))
    const rows = await tx
      .select({
        recordId: records.recordId,
        revision: records.revision,
        seq: records.seq,
        data: records.data,
      })
      .from(records)
      .where(and(eq(records.tenant, tx.tenant), eq(records.clipId, clipId), some))
    for (const row of rows) found.set(row.recordId, row)
  }
  return found
}

function revisionOf(stored: ReadonlyMap<string, StoredRecord>, recordId: RecordId): number {
  return stored.get(recordId)?.revision ?? 0
}

/** A revision that fits with a record that does not is a client's fault, never somebody's edit. */
function refuseWrongBefore({ recordId, before }: Change, stored: StoredRecord | undefined): void {
  const now = stored?.data ?? null
  if (sameJson(before, now)) return
  throw new BadInputError({
    file: 'edit',
    place: importTexts.beforeOf({ id: recordId }),
    found: before === null ? importTexts.noRecord : importTexts.otherRecord,
    expected: now === null ? importTexts.noRecord : importTexts.storedRecord,
  })
}

/** What an edit was answered when it was stored; `null` when it never was. */
async function answeredBefore(
  tx: Queries,
  clipId: ClipId,
  edit: Edit,
): Promise<AppendAnswer | null> {
  const [row] = await tx
    .select({ seq: patches.seq, revisions: patches.revisions })
    .from(patches)
    .where(
      and(
        eq(patches.tenant, tx.tenant),
        eq(patches.clipId, clipId),
        eq(patches.patchId, edit.patchId),
      ),
    )
  return row === undefined ? null : { outcome: 'stored', ...row }
}

async function currentOf(
  tx: Queries,
  clipId: ClipId,
  found: { readonly stored: ReadonlyMap<string, StoredRecord>; readonly stale: readonly Change[] },
): Promise<AppendAnswer> {
  const rows = found.stale.flatMap(({ recordId }) => found.stored.get(recordId) ?? [])
  const entries = await tx
    .select({ seq: patches.seq, author: patches.author, storedAtUs: patches.storedAtUs })
    .from(patches)
    .where(
      and(
        eq(patches.tenant, tx.tenant),
        eq(patches.clipId, clipId),
        inArray(patches.seq, [...new Set([0, ...rows.map(({ seq }) => seq)])]),
      ),
    )
  const entryBySeq = new Map(entries.map((entry) => [entry.seq, entry]))
  return {
    outcome: 'stale',
    current: found.stale.map(({ recordId }) => {
      const row = found.stored.get(recordId)
      const entry = row && entryBySeq.get(row.seq)
      return {
        recordId,
        record: (row?.data ?? null) as AnnotationRecord | null,
        revision: row?.revision ?? 0,
        author: entry?.author ?? '',
        changedAtUs: entry?.storedAtUs ?? 0,
      }
    }),
  }
}

async function storeRecords(
  tx: Queries,
  clipId: ClipId,
  {
    edit,
    answer,
  }: {
    readonly edit: Edit
    readonly answer: { readonly seq: number; readonly revisions: Revisions }
  },
): Promise<void> {
  const rows = edit.patch.map(({ recordId, before, after }) => {
    const shape = (after ?? before)!
    return {
      tenant: tx.tenant,
      clipId,
      recordId,
      revision: answer.revisions[recordId]!,
      seq: answer.seq,
      kind: shape.kind,
      frame: isFrameRecord(shape) ? shape.frame : null,
      schemaVersion,
      data: after,
    }
  })
  for (let start = 0; start < rows.length; start += ROWS) {
    await tx
      .insert(records)
      .values(rows.slice(start, start + ROWS))
      .onConflictDoUpdate({
        target: [records.tenant, records.clipId, records.recordId],
        set: {
          revision: sql`excluded.revision`,
          seq: sql`excluded.seq`,
          kind: sql`excluded.kind`,
          frame: sql`excluded.frame`,
          schemaVersion: sql`excluded.schema_version`,
          data: sql`excluded.data`,
        },
      })
  }
}
