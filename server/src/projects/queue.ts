import { type ClipId, clipId } from '@trueline/annotation'
import { and, asc, eq, isNull, lt, ne, not, or, type SQL, sql } from 'drizzle-orm'
import { accessTexts } from '../access/accessTexts.ts'
import type { Member } from '../access/caller.ts'
import { RefusedError } from '../access/refused.ts'
import type { Queries } from '../db/database.ts'
import { memberships, people } from '../db/peopleSchema.ts'
import { batches, projects } from '../db/projectSchema.ts'
import { clips, taskMoves, tasks } from '../db/schema.ts'
import { newId, nowUs } from '../newId.ts'
import { hasItsOther } from '../quality/doubles.ts'
import type { TaskState } from '../work/taskState.ts'

/** A task as those who hand work out see it. */
export type QueuedTask = {
  readonly taskId: string
  readonly clipId: ClipId
  readonly clipName: string
  readonly firstFrame: number
  readonly lastFrame: number
  readonly state: TaskState
  readonly round: number
  readonly project: string | null
  readonly batch: string | null
  readonly assigneeId: string | null
  readonly assignee: string | null
  /** Who works on it now; `null` where nobody does. */
  readonly holder: string | null
  readonly isHeldByMe: boolean
}

/** A task that was taken, until when nobody else is given it. */
export type HeldTask = {
  readonly taskId: string
  readonly clipId: ClipId
  readonly clipName: string
  readonly firstFrame: number
  readonly lastFrame: number
  readonly heldUntilUs: number
}

/** Somebody who said nothing for so long has gone: the task may be given to another. */
const LEASE_US = 20 * 60 * 1_000_000

/** What somebody of a role is given to do. */
const STATES: { readonly [role in Member['role']]: readonly TaskState[] } = {
  owner: ['sentBack', 'annotate', 'review'],
  manager: ['sentBack', 'annotate', 'review'],
  annotator: ['sentBack', 'annotate'],
  reviewer: ['review'],
  buyer: [],
}

/** What has gone before is done before: what was sent back, then what came in first. */
const inOrder = [
  sql`case ${tasks.state} when 'sentBack' then 0 when 'review' then 1 else 2 end`,
  sql`${batches.createdAtUs} nulls last`,
  asc(clips.createdAtUs),
  asc(clips.clipId),
  asc(tasks.firstFrame),
]

/** The tasks of all clips that are not in the archive, in the order they are given out. */
export async function listQueue(
  queries: Queries,
  { person }: Pick<Member, 'person'>,
): Promise<readonly QueuedTask[]> {
  const now = nowUs()
  const nameOf = (id: SQL) =>
    sql<string | null>`(select name from ${people} where person_id = ${id})`
  const isHeld = sql`${tasks.heldUntilUs} > ${now}`
  const rows = await queries
    .select({
      taskId: tasks.taskId,
      clipId: tasks.clipId,
      clipName: clips.name,
      firstFrame: tasks.firstFrame,
      lastFrame: tasks.lastFrame,
      state: tasks.state,
      round: tasks.round,
      project: projects.name,
      batch: batches.name,
      assigneeId: tasks.assigneeId,
      assignee: nameOf(sql`${tasks.assigneeId}`),
      holder: sql<string | null>`case when ${isHeld} then ${nameOf(sql`${tasks.heldBy}`)} end`,
      isHeldByMe: sql<boolean>`coalesce(${isHeld} and ${tasks.heldBy} = ${person.personId}, false)`,
    })
    .from(tasks)
    .innerJoin(clips, and(eq(clips.tenant, tasks.tenant), eq(clips.clipId, tasks.clipId)))
    .leftJoin(batches, and(eq(batches.tenant, clips.tenant), eq(batches.batchId, clips.batchId)))
    .leftJoin(
      projects,
      and(eq(projects.tenant, batches.tenant), eq(projects.projectId, batches.projectId)),
    )
    .where(and(eq(tasks.tenant, queries.tenant), isOpenProject()))
    .orderBy(...inOrder)
  return rows.map((row) => ({ ...row, clipId: clipId(row.clipId) }))
}

/**
 * Gives somebody the next thing to do by their role: what they hold already, what was assigned to them,
 * else what is nobody's. `null` where there is nothing. A reviewer is never given what they handed on
 * themselves.
 */
export async function takeNext(
  queries: Queries,
  { role, person }: Pick<Member, 'role' | 'person'>,
): Promise<HeldTask | null> {
  const states = STATES[role]
  if (states.length === 0) return null
  // Whoever was just too late for one is given the next.
  const take = () => takeOne(queries, states, person.personId)
  return (await take()) ?? take()
}

async function takeOne(
  queries: Queries,
  states: readonly TaskState[],
  me: string,
): Promise<HeldTask | null> {
  return queries.transaction(async (tx) => {
    const now = nowUs()
    const isMine = and(eq(tasks.heldBy, me), sql`${tasks.heldUntilUs} > ${now}`)
    const isFree = or(isNull(tasks.heldUntilUs), lt(tasks.heldUntilUs, now), eq(tasks.heldBy, me))
    const isForMe = or(
      isNull(tasks.assigneeId),
      eq(tasks.assigneeId, me),
      // Who is to label it does not review it.
      eq(tasks.state, 'review'),
    )
    const lastSubmitter = sql`(select author from ${taskMoves}
      where ${taskMoves.tenant} = ${tasks.tenant} and ${taskMoves.taskId} = ${tasks.taskId}
        and ${taskMoves.move} = 'submit' order by ${taskMoves.number} desc limit 1)`
    const isOthers = or(
      ne(tasks.state, 'review'),
      sql`coalesce(${lastSubmitter} not like ${`%· ${me}`}, true)`,
    )
    // Who labelled a stretch is not given it once more.
    const isNotTwice = or(eq(tasks.state, 'review'), not(hasItsOther(me)))
    const [next] = await tx
      .select({ taskId: tasks.taskId })
      .from(tasks)
      .innerJoin(clips, and(eq(clips.tenant, tasks.tenant), eq(clips.clipId, tasks.clipId)))
      .leftJoin(batches, and(eq(batches.tenant, clips.tenant), eq(batches.batchId, clips.batchId)))
      .leftJoin(
        projects,
        and(eq(projects.tenant, batches.tenant), eq(projects.projectId, batches.projectId)),
      )
      .where(
        and(
          eq(tasks.tenant, tx.tenant),
          sql`${tasks.state} in ${[...states]}`,
          ...[isFree, isForMe, isOthers, isOpenProject(), isNotTwice],
          // Whoever runs the project sees that it could not be made ready.
          sql`${clips.planting} is distinct from 'failed'`,
        ),
      )
      .orderBy(
        sql`coalesce(${isMine}, false) desc`,
        sql`coalesce(${tasks.assigneeId} = ${me}, false) desc`,
        ...inOrder,
      )
      .limit(1)
      .for('update', { of: tasks, skipLocked: true })
    return next === undefined ? null : hold(tx, next.taskId, me)
  })
}

/**
 * Takes a task by its id, or goes on with it: its lease begins anew.
 *
 * @throws {RefusedError} when somebody else has it, or there is no such task.
 */
export async function holdTask(
  queries: Queries,
  { person }: Pick<Member, 'person'>,
  taskId: string,
): Promise<HeldTask> {
  return queries.transaction(async (tx) => {
    const [row] = await tx.select().from(tasks).where(thisTask(tx, taskId)).for('update')
    if (row === undefined) throw new RefusedError(404, accessTexts.noTask)
    const isHeld = row.heldUntilUs !== null && row.heldUntilUs > nowUs()
    if (isHeld && row.heldBy !== person.personId) {
      const [holder] = await tx
        .select({ name: people.name })
        .from(people)
        .where(eq(people.personId, row.heldBy ?? ''))
      throw new RefusedError(409, accessTexts.isHeld({ name: holder?.name ?? '' }))
    }
    return hold(tx, taskId, person.personId)
  })
}

/** Gives a task back, so that another may be given it at once. */
export async function releaseTask(
  queries: Queries,
  { person }: Pick<Member, 'person'>,
  taskId: string,
): Promise<void> {
  const rows = await queries
    .update(tasks)
    .set({ heldBy: null, heldUntilUs: null })
    .where(and(thisTask(queries, taskId), eq(tasks.heldBy, person.personId)))
    .returning({ id: tasks.taskId })
  if (rows.length === 0) throw new RefusedError(404, accessTexts.noTask)
}

/**
 * Says who is to label a task, or that it is whoever's (`null`); anybody else who has it has it no more.
 *
 * @throws {RefusedError} when there is no such task or person.
 */
export async function assignTask(
  queries: Queries,
  { taskId, personId }: { readonly taskId: string; readonly personId: string | null },
): Promise<void> {
  if (personId !== null) {
    const members = await queries
      .select({ id: memberships.personId })
      .from(memberships)
      .where(and(eq(memberships.tenant, queries.tenant), eq(memberships.personId, personId)))
    if (members.length === 0) throw new RefusedError(404, accessTexts.noPerson)
  }
  const rows = await queries
    .update(tasks)
    .set({
      assigneeId: personId,
      heldBy: sql`case when ${tasks.heldBy} = ${personId} then ${tasks.heldBy} end`,
      heldUntilUs: sql`case when ${tasks.heldBy} = ${personId} then ${tasks.heldUntilUs} end`,
    })
    .where(thisTask(queries, taskId))
    .returning({ id: tasks.taskId })
  if (rows.length === 0) throw new RefusedError(404, accessTexts.noTask)
}

/**
 * Cuts a task in two that nobody has handed on: the second begins at a frame.
 *
 * @throws {RefusedError} when there is no such task, it is on its way, or the frame does not cut it.
 */
export async function splitTask(
  queries: Queries,
  { taskId, atFrame }: { readonly taskId: string; readonly atFrame: number },
): Promise<string> {
  return queries.transaction(async (tx) => {
    const [row] = await tx.select().from(tasks).where(thisTask(tx, taskId)).for('update')
    if (row === undefined) throw new RefusedError(404, accessTexts.noTask)
    const isWhole = row.state === 'annotate' && row.round === 0
    if (!isWhole) throw new RefusedError(409, accessTexts.isUnderWay)
    if (atFrame <= row.firstFrame || atFrame > row.lastFrame) {
      const [first, last] = [row.firstFrame + 1, row.lastFrame]
      throw new RefusedError(400, accessTexts.cutFrame({ first, last }))
    }
    const second = newId()
    await tx
      .update(tasks)
      .set({ lastFrame: atFrame - 1 })
      .where(thisTask(tx, taskId))
    await tx.insert(tasks).values({ ...row, taskId: second, firstFrame: atFrame })
    return second
  })
}

const thisTask = ({ tenant }: Queries, id: string) =>
  and(eq(tasks.tenant, tenant), eq(tasks.taskId, id))

const isOpenProject = () => or(isNull(projects.isArchived), eq(projects.isArchived, false))

async function hold(tx: Queries, taskId: string, personId: string): Promise<HeldTask> {
  const heldUntilUs = nowUs() + LEASE_US
  await tx.update(tasks).set({ heldBy: personId, heldUntilUs }).where(thisTask(tx, taskId))
  const [row] = await tx
    .select({
      clipId: tasks.clipId,
      clipName: clips.name,
      firstFrame: tasks.firstFrame,
      lastFrame: tasks.lastFrame,
    })
    .from(tasks)
    .innerJoin(clips, and(eq(clips.tenant, tasks.tenant), eq(clips.clipId, tasks.clipId)))
    .where(thisTask(tx, taskId))
  return { ...row!, taskId, clipId: clipId(row!.clipId), heldUntilUs }
}
