import type { ClipId, Json } from '@trueline/annotation'
import type { Queries } from '../db/database.ts'
import { clips } from '../db/schema.ts'
import { changeClip, thisClip, UnknownClipError } from './clips.ts'

/**
 * A clip's `checks.json`; `null` where its checks are made as they start out.
 *
 * @throws {UnknownClipError}
 */
export async function readChecks(queries: Queries, id: ClipId): Promise<Json> {
  const [row] = await queries
    .select({ checks: clips.checks })
    .from(clips)
    .where(thisClip(queries, id))
  if (row === undefined) throw new UnknownClipError(id)
  return row.checks
}

/**
 * Keeps a clip's `checks.json`, for everybody who works on it.
 *
 * @throws {UnknownClipError}
 */
export async function writeChecks(queries: Queries, id: ClipId, checks: Json): Promise<void> {
  await changeClip(queries, id, { checks })
}
