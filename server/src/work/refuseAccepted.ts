import {
  type ClipId,
  changesStretches,
  type Patch,
  type Stretch,
  type TrackId,
  trackId,
} from '@trueline/annotation'
import { and, eq, inArray, isNotNull, or, sql } from 'drizzle-orm'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'
import type { Queries } from '../db/database.ts'
import { records, tasks } from '../db/schema.ts'

/**
 * Refuses a patch that changes accepted labels: they stand until the task is opened again.
 *
 * @throws {RefusedError} when it does.
 */
export async function refuseAccepted(
  queries: Queries,
  clipId: ClipId,
  patch: Patch,
): Promise<void> {
  const all = await queries
    .select({ state: tasks.state, firstFrame: tasks.firstFrame, lastFrame: tasks.lastFrame })
    .from(tasks)
    .where(and(eq(tasks.tenant, queries.tenant), eq(tasks.clipId, clipId)))
  const accepted = all.filter(({ state }) => state === 'accepted')
  if (accepted.length === 0) return
  const isWhole = accepted.length === all.length
  const boxed = isWhole ? new Set<TrackId>() : await tracksIn(queries, clipId, { accepted, patch })
  if (changesStretches(patch, accepted, { isWhole, hasBoxIn: (id) => boxed.has(id) })) {
    // No state of things that waiting changes: whoever sent it is not to try again.
    throw new RefusedError(403, accessTexts.isAccepted)
  }
}

/** The objects a patch changes of which there is a box in a stretch. */
async function tracksIn(
  queries: Queries,
  clipId: ClipId,
  { accepted, patch }: { readonly accepted: readonly Stretch[]; readonly patch: Patch },
): Promise<ReadonlySet<TrackId>> {
  const ids = patch.flatMap(({ before, after }) => {
    const record = after ?? before
    return record?.kind === 'track' ? [record.id] : []
  })
  if (ids.length === 0) return new Set()
  const ofTrack = sql<string>`${records.data}->>'trackId'`
  const rows = await queries
    .selectDistinct({ id: ofTrack })
    .from(records)
    .where(
      and(
        ...[eq(records.tenant, queries.tenant), eq(records.clipId, clipId)],
        ...[inArray(records.kind, ['cuboid', 'box2d']), isNotNull(records.data)],
        inArray(ofTrack, ids),
        or(
          ...accepted.map(
            ({ firstFrame, lastFrame }) =>
              sql`${records.frame} between ${firstFrame} and ${lastFrame}`,
          ),
        ),
      ),
    )
  return new Set(rows.map(({ id }) => trackId(id)))
}
