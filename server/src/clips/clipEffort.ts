import type { ClipId } from '@trueline/annotation'
import { and, eq } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { efforts } from '../db/qualitySchema.ts'
import { clips } from '../db/schema.ts'
import { changeClip, thisClip, UnknownClipError } from './clips.ts'

/**
 * Whether those who work on a clip have a log of their actions and time.
 *
 * @throws {UnknownClipError}
 */
export async function readEffortLogged(queries: Queries, id: ClipId): Promise<boolean> {
  const [row] = await queries
    .select({ isLogged: clips.isEffortLogged })
    .from(clips)
    .where(thisClip(queries, id))
  if (row === undefined) throw new UnknownClipError(id)
  return row.isLogged
}

/**
 * Lets there be such a log, or none: then what was logged is forgotten.
 *
 * @throws {UnknownClipError}
 */
export async function writeEffortLogged(
  queries: Queries,
  id: ClipId,
  isEffortLogged: boolean,
): Promise<void> {
  await changeClip(queries, id, { isEffortLogged })
  if (isEffortLogged) return
  await queries
    .delete(efforts)
    .where(and(eq(efforts.tenant, queries.tenant), eq(efforts.clipId, id)))
}
