import type { ClipId } from '@trueline/annotation'
import { and, eq } from 'drizzle-orm'
import { type Queries, TENANT } from '../db/database.ts'
import { clips } from '../db/schema.ts'
import { UnknownClipError } from './clips.ts'

const thisClip = (id: ClipId) => and(eq(clips.tenant, TENANT), eq(clips.clipId, id))

/**
 * Whether those who work on a clip have a log of their actions and time.
 *
 * @throws {UnknownClipError}
 */
export async function readEffortLogged(queries: Queries, id: ClipId): Promise<boolean> {
  const [row] = await queries
    .select({ isLogged: clips.isEffortLogged })
    .from(clips)
    .where(thisClip(id))
  if (row === undefined) throw new UnknownClipError(id)
  return row.isLogged
}

/**
 * Lets there be such a log, or none.
 *
 * @throws {UnknownClipError}
 */
export async function writeEffortLogged(
  queries: Queries,
  id: ClipId,
  isEffortLogged: boolean,
): Promise<void> {
  const rows = await queries
    .update(clips)
    .set({ isEffortLogged })
    .where(thisClip(id))
    .returning({ id: clips.clipId })
  if (rows.length === 0) throw new UnknownClipError(id)
}
