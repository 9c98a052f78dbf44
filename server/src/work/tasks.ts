import type { ClipId } from '@trueline/annotation'
import { and, asc, eq, sql } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { clips, taskMoves, tasks } from '../db/schema.ts'
import { nowUs } from '../newId.ts'
import { stateAfter, type TaskMove, type TaskState } from './taskState.ts'

/** A clip, or a stretch of one, on its way from who labels to who accepts. */
export type Task = {
  readonly taskId: string
  readonly clipId: ClipId
  /** Both ends are in it. */
  readonly firstFrame: number
  readonly lastFrame: number
  readonly state: TaskState
  /** How often it was handed on. */
  readonly round: number
  /** The last patch that its last submission saw; `null` before the first. */
  readonly submittedSeq: number | null
  /** Who is to label it; `null`: whoever takes it. */
  readonly assigneeId: string | null
  /** Who works on it, and until when nobody else is given it. */
  readonly heldBy: string | null
  readonly heldUntilUs: number | null
}

/** Something that became of a task. */
export type TaskEvent = {
  readonly move: TaskMove
  readonly author: string
  readonly atUs: number
  /** The last patch that it saw. */
  readonly headSeq: number
  readonly note: string
}

/** A move to make, by whom, and what they say to it. */
export type MoveToMake = {
  readonly taskId: string
  readonly move: TaskMove
  readonly author: string
  readonly note: string
  /** The last patch that whoever makes it has seen; `null`: whatever is there. */
  readonly seenSeq: number | null
}

/** What became of a move: made; or it does not fit the task's state, or the clip was edited meanwhile. */
export type MoveAnswer =
  | { readonly outcome: 'moved'; readonly task: Task }
  | { readonly outcome: 'unfit'; readonly task: Task }
  | { readonly outcome: 'changed'; readonly headSeq: number }

/** A task nobody has. */
export class UnknownTaskError extends Error {
  override readonly name = 'UnknownTaskError'
  constructor(id: string) {
    super(`There is no task ${id}`)
  }
}

/** Whoever moved a task is done with it: another may be given it at once. */
const NOBODY_HOLDS = { heldBy: null, heldUntilUs: null } as const

const thisTask = ({ tenant }: Queries, id: string) =>
  and(eq(tasks.tenant, tenant), eq(tasks.taskId, id))

/** The tasks of a clip, in the order of their stretches. */
export async function tasksOf(queries: Queries, clipId: ClipId): Promise<readonly Task[]> {
  const rows = await queries
    .select()
    .from(tasks)
    .where(and(eq(tasks.tenant, queries.tenant), eq(tasks.clipId, clipId)))
    .orderBy(asc(tasks.firstFrame), asc(tasks.taskId))
  return rows.map(taskOf)
}

/**
 * A task.
 *
 * @throws {UnknownTaskError}
 */
export async function readTask(queries: Queries, taskId: string): Promise<Task> {
  const [row] = await queries.select().from(tasks).where(thisTask(queries, taskId))
  if (row === undefined) throw new UnknownTaskError(taskId)
  return taskOf(row)
}

/** What became of a task, oldest first. */
export async function taskHistory(queries: Queries, taskId: string): Promise<readonly TaskEvent[]> {
  return queries
    .select({
      move: taskMoves.move,
      author: taskMoves.author,
      atUs: taskMoves.atUs,
      headSeq: taskMoves.headSeq,
      note: taskMoves.note,
    })
    .from(taskMoves)
    .where(and(eq(taskMoves.tenant, queries.tenant), eq(taskMoves.taskId, taskId)))
    .orderBy(asc(taskMoves.number))
}

/**
 * Brings a task on, with an entry in its history, in one transaction; nothing where it does not fit.
 *
 * @throws {UnknownTaskError}
 */
export async function moveTask(queries: Queries, asked: MoveToMake): Promise<MoveAnswer> {
  const { taskId, move, author, note, seenSeq } = asked
  return queries.transaction(async (tx) => {
    const [row] = await tx.select().from(tasks).where(thisTask(tx, taskId)).for('update')
    if (row === undefined) throw new UnknownTaskError(taskId)
    const task = taskOf(row)
    // Locked, so that no edit comes between what is judged and what is written.
    const [head] = await tx
      .select({ seq: clips.headSeq })
      .from(clips)
      .where(and(eq(clips.tenant, tx.tenant), eq(clips.clipId, task.clipId)))
      .for('update')
    const headSeq = head?.seq ?? 0
    if (seenSeq !== null && seenSeq !== headSeq) return { outcome: 'changed', headSeq }
    const state = stateAfter(task.state, move)
    if (state === null) return { outcome: 'unfit', task }
    const isHandedOn = move === 'submit'
    const moved: Task = {
      ...task,
      ...NOBODY_HOLDS,
      state,
      round: task.round + (isHandedOn ? 1 : 0),
      submittedSeq: isHandedOn ? headSeq : task.submittedSeq,
    }
    const { round, submittedSeq } = moved
    await tx
      .update(tasks)
      .set({ state, round, submittedSeq, ...NOBODY_HOLDS })
      .where(thisTask(tx, taskId))
    const [last] = await tx
      .select({ number: sql<number>`coalesce(max(${taskMoves.number}), 0)::int` })
      .from(taskMoves)
      .where(and(eq(taskMoves.tenant, tx.tenant), eq(taskMoves.taskId, taskId)))
    await tx.insert(taskMoves).values({
      tenant: tx.tenant,
      taskId,
      number: (last?.number ?? 0) + 1,
      clipId: task.clipId,
      ...{ move, author, note, headSeq, atUs: nowUs() },
    })
    return { outcome: 'moved', task: moved }
  })
}

function taskOf({ tenant: _, ...row }: typeof tasks.$inferSelect): Task {
  return row as Task
}
