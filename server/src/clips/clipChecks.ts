import type { ClipId, Json } from '@trueline/annotation'
import { and, eq } from 'drizzle-orm'
import { type Queries, TENANT } from '../db/database.ts'
import { clips } from '../db/schema.ts'
import { UnknownClipError } from './clips.ts'

const thisClip = (id: ClipId) => and(eq(clips.tenant, TENANT), eq(clips.clipId, id))

/**
 * A clip's `checks.json`; `null` where its checks are made as they start out.
 *
 * @throws {UnknownClipError}
 */
export async function readChecks(queries: Queries, id: ClipId): Promise<Json> {
  const [row] = await queries.select({ checks: clips.checks }).from(clips).where(thisClip(id))
  if (row === undefined) throw new UnknownClipError(id)
  return row.checks
}

/**
 * Keeps a clip's `checks.json`, for everybody who works on it.
 *
 * @throws {UnknownClipError}
 */
export async function writeChecks(queries: Queries, id: ClipId, checks: Json): Promise<void> {
  const rows = await queries
    .update(clips)
    .set({ checks })
    .where(thisClip(id))
    .returning({ id: clips.clipId })
  if (rows.length === 0) throw new UnknownClipError(id)
}
