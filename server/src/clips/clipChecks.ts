import type { ClipId, Json } from '@trueline/annotation'
import { and, eq } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { batches, projects } from '../db/projectSchema.ts'
import { clips } from '../db/schema.ts'
import { changeClip, thisClip, UnknownClipError } from './clips.ts'

/**
 * A clip's `checks.json`, else its project's; `null` where its checks are made as they start out.
 *
 * @throws {UnknownClipError}
 */
export async function readChecks(queries: Queries, id: ClipId): Promise<Json> {
  const [row] = await queries
    .select({ checks: clips.checks, agreed: projects.checks })
    .from(clips)
    .leftJoin(batches, and(eq(batches.tenant, clips.tenant), eq(batches.batchId, clips.batchId)))
    .leftJoin(
      projects,
      and(eq(projects.tenant, batches.tenant), eq(projects.projectId, batches.projectId)),
    )
    .where(thisClip(queries, id))
  if (row === undefined) throw new UnknownClipError(id)
  return row.checks ?? row.agreed
}

/**
 * Keeps a clip's `checks.json`, for everybody who works on it.
 *
 * @throws {UnknownClipError}
 */
export async function writeChecks(queries: Queries, id: ClipId, checks: Json): Promise<void> {
  await changeClip(queries, id, { checks })
}
