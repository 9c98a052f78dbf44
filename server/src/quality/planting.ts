import { clipId as brandClipId, type ClipId } from '@trueline/annotation'
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'
import type { Queries } from '../db/database.ts'
import { batches } from '../db/projectSchema.ts'
import { clips } from '../db/schema.ts'
import type { Presence } from '../presence/presence.ts'
import type { Store } from '../store.ts'
import { plantHidden } from './plantHidden.ts'

/** Plants what is hidden in clips, one after the other, while the server does other things. */
export type Planting = {
  /** Plants in clips, in their order. What could not be is kept with the clip, and logged. */
  readonly begin: (clipIds: readonly ClipId[]) => void
  /**
   * Resolves once what is hidden in a clip is planted, before the others that wait; rejects when it
   * cannot be.
   */
  readonly before: (clipId: ClipId) => Promise<void>
  /**
   * Plants once more in the clips of a batch in which it failed.
   *
   * @throws {RefusedError} when there is no such batch.
   */
  readonly again: (batchId: string) => Promise<void>
  /** Goes on with what an earlier process left. */
  readonly resume: () => Promise<void>
}

/** How far a batch is with planting. */
export type PlantingState = {
  readonly batchId: string
  readonly waiting: number
  readonly failed: number
}

/** The batches in which clips wait to have faults planted, or could not have any. */
export async function plantingStates(queries: Queries): Promise<readonly PlantingState[]> {
  const count = (state: string) =>
    sql<number>`count(*) filter (where ${clips.planting} = ${state})::int`
  const rows = await queries
    .select({ batchId: clips.batchId, waiting: count('waiting'), failed: count('failed') })
    .from(clips)
    .where(
      and(eq(clips.tenant, queries.tenant), isNotNull(clips.batchId), isNotNull(clips.planting)),
    )
    .groupBy(clips.batchId)
  return rows.map((row) => ({ ...row, batchId: row.batchId! }))
}

/** Plants in the clips of an organisation. */
export function createPlanting({
  store,
  presence,
}: {
  readonly store: Pick<Store, 'blobs' | 'database'>
  readonly presence: Pick<Presence, 'isSomebodyThere'>
}): Planting {
  const { blobs } = store
  const { queries } = store.database
  const running = new Map<ClipId, Promise<void>>()
  let last: Promise<void> = Promise.resolve()

  const keep = (id: ClipId, planting: 'failed' | null) =>
    queries
      .update(clips)
      .set({ planting })
      .where(and(eq(clips.tenant, queries.tenant), eq(clips.clipId, id)))
  const plant = async (id: ClipId): Promise<void> => {
    try {
      await plantHidden({ queries, blobs }, id, presence.isSomebodyThere(id))
      await keep(id, null)
    } catch (error) {
      console.error(`trueline: no faults could be planted in clip ${id}:`, error)
      // A store that is being closed takes this no more: the clip waits for the next start.
      await keep(id, 'failed').catch(() => undefined)
      throw error
    }
  }
  const before = (id: ClipId): Promise<void> => {
    const known = running.get(id)
    if (known) return known
    const planted = plant(id).finally(() => running.delete(id))
    running.set(id, planted)
    return planted
  }
  const begin = (clipIds: readonly ClipId[]): void => {
    for (const id of clipIds) last = last.then(() => before(id)).catch(() => undefined)
  }
  return {
    begin,
    before,
    again: async (batchId) => {
      const [batch] = await queries
        .select({ id: batches.batchId })
        .from(batches)
        .where(and(eq(batches.tenant, queries.tenant), eq(batches.batchId, batchId)))
      if (batch === undefined) throw new RefusedError(404, accessTexts.noBatch)
      const failed = await queries
        .update(clips)
        .set({ planting: 'waiting' })
        .where(
          and(
            ...[eq(clips.tenant, queries.tenant), eq(clips.batchId, batchId)],
            eq(clips.planting, 'failed'),
          ),
        )
        .returning({ id: clips.clipId })
      begin(failed.map(({ id }) => brandClipId(id)))
    },
    resume: async () => {
      const waiting = await queries
        .select({ id: clips.clipId })
        .from(clips)
        .where(and(eq(clips.tenant, queries.tenant), eq(clips.planting, 'waiting')))
      begin(waiting.map(({ id }) => brandClipId(id)))
    },
  }
}
