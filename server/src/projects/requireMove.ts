import { isReviewPatch, type Patch } from '@trueline/annotation'
import { and, eq } from 'drizzle-orm'
import { accessTexts } from '../access/accessTexts.ts'
import type { Member } from '../access/caller.ts'
import { RefusedError } from '../access/refused.ts'
import type { Queries } from '../db/database.ts'
import { tasks } from '../db/schema.ts'
import { nowUs } from '../newId.ts'
import { hasItsOther } from '../quality/doubles.ts'
import { qualityTexts } from '../quality/qualityTexts.ts'
import type { TaskMove } from '../work/taskState.ts'
import { readTask, taskHistory } from '../work/tasks.ts'
import { projectOfClip } from './projects.ts'

/**
 * Looks whether a move is this member's to make: an annotator hands on what nobody else was given, and
 * nobody who reviews answers what they handed on themselves. Who runs the work may do both.
 *
 * @throws {UnknownTaskError}
 * @throws {RefusedError} when it is not.
 */
export async function requireMove(
  queries: Queries,
  { role, person }: Pick<Member, 'role' | 'person'>,
  { taskId, move }: { readonly taskId: string; readonly move: TaskMove },
): Promise<void> {
  const task = await readTask(queries, taskId)
  const me = person.personId
  if (role === 'annotator') {
    const { assigneeId, heldBy, heldUntilUs } = task
    if (assigneeId !== null && assigneeId !== me) {
      throw new RefusedError(403, accessTexts.isAssigned)
    }
    const isHeld = heldBy !== me && heldUntilUs !== null && heldUntilUs > nowUs()
    if (isHeld) throw new RefusedError(403, accessTexts.isAssigned)
  }
  if (move === 'submit' && (role === 'annotator' || role === 'reviewer')) {
    const twice = await queries
      .select({ id: tasks.taskId })
      .from(tasks)
      .where(and(eq(tasks.tenant, queries.tenant), eq(tasks.taskId, taskId), hasItsOther(me)))
    if (twice.length > 0) throw new RefusedError(403, qualityTexts.isOwnDouble)
  }
  if (role === 'reviewer' && (move === 'accept' || move === 'sendBack')) {
    const history = await taskHistory(queries, taskId)
    const last = history.findLast((event) => event.move === 'submit')
    if (last?.author.endsWith(`· ${me}`)) throw new RefusedError(403, accessTexts.isOwnWork)
  }
}

/**
 * Looks whether a patch is this member's to make: reviewers change labels only where the clip's project
 * lets them; remarks and verdicts are theirs anywhere.
 *
 * @throws {RefusedError} when it is not.
 */
export async function requireEdit(
  queries: Queries,
  { role }: Pick<Member, 'role'>,
  { clipId, patch }: { readonly clipId: string; readonly patch: Patch },
): Promise<void> {
  if (role !== 'reviewer' || isReviewPatch(patch)) return
  const project = await projectOfClip(queries, clipId)
  if (project !== null && !project.mayReviewerEdit) {
    throw new RefusedError(403, accessTexts.reviewersLook)
  }
}
