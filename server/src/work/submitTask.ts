import type { Finding } from '@trueline/consistency'
import { goesOn } from '@trueline/quality'
import type { BlobStore } from '../blobs/blobStore.ts'
import { openClip } from '../clips/clips.ts'
import type { Queries } from '../db/database.ts'
import { hiddenChecksOf } from '../quality/projectTerms.ts'
import { type Append, keepScore, scoreTask, triesOf, unplantTask } from '../quality/scoreTask.ts'
import { blockersOf } from './blockers.ts'
import { stateAfter } from './taskState.ts'
import { type MoveAnswer, moveTask, readTask, type Task } from './tasks.ts'

/** Who hands a task on, and the last patch that they have seen. */
export type Submission = {
  readonly taskId: string
  readonly author: string
  readonly note: string
  readonly seenSeq: number
}

/**
 * What became of it: findings may stand in its way, of which the worst are named; or what is known of it
 * is not right yet, and it may be tried again.
 */
export type SubmitAnswer =
  | MoveAnswer
  | {
      readonly outcome: 'tryAgain'
      /** The share of what is known that is right, and what is asked for. */
      readonly right: number
      readonly least: number
      readonly triesLeft: number
    }
  | {
      readonly outcome: 'blocked'
      readonly findings: readonly Pick<Finding, 'check' | 'tracks' | 'frames' | 'message'>[]
      readonly count: number
    }

/** What a submission is judged by and written to. */
export type Ground = {
  readonly queries: Queries
  readonly blobs: BlobStore
  readonly append: Append
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
  store: Ground,
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
  const known = await judgeKnown(store, task, { author, headSeq })
  if (typeof known !== 'number') return known
  return moveTask(store.queries, { taskId, move: 'submit', author, note, seenSeq: known })
}

/**
 * Scores a task on what is known of it and keeps the score. Resolves to the edit that it is handed on
 * with: planted faults are out of it then.
 */
async function judgeKnown(
  store: Pick<Ground, 'queries' | 'append'>,
  task: Task,
  { author, headSeq }: { readonly author: string; readonly headSeq: number },
): Promise<number | Extract<SubmitAnswer, { outcome: 'tryAgain' | 'changed' }>> {
  const { queries } = store
  const { taskId, clipId } = task
  const scored = await scoreTask(queries, task)
  const { score } = scored
  if (score === null && scored.found.length === 0) return headSeq
  const checks = await hiddenChecksOf(queries, clipId)
  if (score !== null) {
    const attempt = (await triesOf(queries, taskId)) + 1
    const isHandedOn = checks === null || goesOn(score, checks, attempt)
    await keepScore(queries, { taskId, clipId, author, isHandedOn, score })
    if (!isHandedOn) {
      const { least, tries } = checks
      return { outcome: 'tryAgain', right: score.right, least, triesLeft: tries - attempt }
    }
  }
  const unplanted = await unplantTask(store, clipId, scored)
  if (unplanted !== null) return unplanted
  const now = await openClip(queries, clipId)
  return { outcome: 'changed', headSeq: now.headSeq }
}
