import type { Finding } from '@trueline/consistency'
import type { BlobStore } from '../blobs/blobStore.ts'
import type { Queries } from '../db/database.ts'
import { blockersOf } from './blockers.ts'
import { stateAfter } from './taskState.ts'
import { type MoveAnswer, moveTask, readTask } from './tasks.ts'

/** Who hands a task on, and the last patch that they have seen. */
export type Submission = {
  readonly taskId: string
  readonly author: string
  readonly note: string
  readonly seenSeq: number
}

/** What became of it: findings may stand in its way, of which the worst are named. */
export type SubmitAnswer =
  | MoveAnswer
  | {
      readonly outcome: 'blocked'
      readonly findings: readonly Pick<Finding, 'check' | 'tracks' | 'frames' | 'message'>[]
      readonly count: number
    }

/** So many are named; more can be seen in the workbench. */
const NAMED = 100

/**
 * Hands a task on to be reviewed, unless findings block it: judged here, on what is stored, for what a
 * browser says of its own labels proves nothing.
 *
 * @throws {UnknownTaskError}
 */
export async function submitTask(
  store: { readonly queries: Queries; readonly blobs: BlobStore },
  { taskId, author, note, seenSeq }: Submission,
): Promise<SubmitAnswer> {
  const task = await readTask(store.queries, taskId)
  if (stateAfter(task.state, 'submit') === null) return { outcome: 'unfit', task }
  const { findings, headSeq } = await blockersOf(store, task)
  if (headSeq !== seenSeq) return { outcome: 'changed', headSeq }
  if (findings.length > 0) {
    const named = findings.slice(0, NAMED).map(({ check, tracks, frames, message }) => ({
      ...{ check, tracks, frames, message },
    }))
    return { outcome: 'blocked', findings: named, count: findings.length }
  }
  return moveTask(store.queries, { taskId, move: 'submit', author, note, seenSeq })
}
