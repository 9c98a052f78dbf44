import type { Json, Ontology } from '@trueline/annotation'
import type { HiddenChecks } from '@trueline/quality'
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'
import type { Queries } from '../db/database.ts'
import { batches, projects } from '../db/projectSchema.ts'
import { clips, tasks } from '../db/schema.ts'
import { newId, nowUs } from '../newId.ts'
import type { TaskState } from '../work/taskState.ts'

/** What is agreed for clips of one kind. */
export type Project = {
  readonly projectId: string
  readonly name: string
  /** How to label, in Markdown. */
  readonly guidelines: string
  /** The `checks.json` of its clips that have none of their own; `null`: as checks start out. */
  readonly checks: Json
  /** The acceptance profile its batches are judged by; `null`: as profiles start out. */
  readonly acceptance: Json
  /** What may be labelled in its clips, and how; `null`: what each clip's source says. */
  readonly ontology: Ontology | null
  readonly mayReviewerEdit: boolean
  readonly isArchived: boolean
}

/** A project as it is listed: how many of its tasks are in which state. */
export type ProjectSummary = Pick<Project, 'projectId' | 'name' | 'isArchived'> & {
  readonly createdAtUs: number
  readonly batches: readonly BatchSummary[]
}

/** A batch, and how far it is. */
export type BatchSummary = {
  readonly batchId: string
  readonly name: string
  /** What made its pre-labels; `null` where nobody says. */
  readonly model: string | null
  readonly clips: number
  readonly tasks: { readonly [state in TaskState]: number }
}

const thisProject = ({ tenant }: Queries, id: string) =>
  and(eq(projects.tenant, tenant), eq(projects.projectId, id))

/** Every project, the newest first, those in the archive last. */
export async function listProjects(queries: Queries): Promise<readonly ProjectSummary[]> {
  const { tenant } = queries
  const rows = await queries
    .select({
      projectId: projects.projectId,
      name: projects.name,
      isArchived: projects.isArchived,
      createdAtUs: projects.createdAtUs,
    })
    .from(projects)
    .where(eq(projects.tenant, tenant))
    .orderBy(asc(projects.isArchived), desc(projects.createdAtUs))
  const all = await queries
    .select({
      ...{ batchId: batches.batchId, projectId: batches.projectId, name: batches.name },
      model: batches.model,
    })
    .from(batches)
    .where(eq(batches.tenant, tenant))
    .orderBy(asc(batches.createdAtUs))
  const counts = await queries
    .select({
      batchId: clips.batchId,
      state: tasks.state,
      tasks: sql<number>`count(*)::int`,
      clips: sql<number>`count(distinct ${clips.clipId})::int`,
    })
    .from(clips)
    .innerJoin(tasks, and(eq(tasks.tenant, clips.tenant), eq(tasks.clipId, clips.clipId)))
    .where(eq(clips.tenant, tenant))
    .groupBy(clips.batchId, tasks.state)
  const clipCounts = await queries
    .select({ batchId: clips.batchId, clips: sql<number>`count(*)::int` })
    .from(clips)
    .where(eq(clips.tenant, tenant))
    .groupBy(clips.batchId)
  const summary = ({ batchId, name, model }: (typeof all)[number]): BatchSummary => {
    const of = (state: TaskState): number =>
      counts.find((one) => one.batchId === batchId && one.state === state)?.tasks ?? 0
    return {
      ...{ batchId, name, model },
      clips: clipCounts.find((one) => one.batchId === batchId)?.clips ?? 0,
      tasks: {
        annotate: of('annotate'),
        review: of('review'),
        accepted: of('accepted'),
        sentBack: of('sentBack'),
      },
    }
  }
  return rows.map((row) => ({
    ...row,
    batches: all.filter(({ projectId }) => projectId === row.projectId).map(summary),
  }))
}

/**
 * A project.
 *
 * @throws {RefusedError} when there is none of this id.
 */
export async function readProject(queries: Queries, projectId: string): Promise<Project> {
  const [row] = await queries.select().from(projects).where(thisProject(queries, projectId))
  if (row === undefined) throw new RefusedError(404, accessTexts.noProject)
  const { name, guidelines, checks, acceptance, ontology, mayReviewerEdit, isArchived } = row
  return { projectId, name, guidelines, checks, acceptance, ontology, mayReviewerEdit, isArchived }
}

/** Makes a project and returns its id. */
export async function makeProject(queries: Queries, name: string): Promise<string> {
  const projectId = newId()
  const { tenant } = queries
  await queries.insert(projects).values({ tenant, projectId, name, createdAtUs: nowUs() })
  return projectId
}

/**
 * Agrees on something else.
 *
 * @throws {RefusedError} when there is no such project.
 */
export async function changeProject(
  queries: Queries,
  projectId: string,
  values: Partial<Omit<Project, 'projectId'>>,
): Promise<void> {
  const rows = await queries
    .update(projects)
    .set(values)
    .where(thisProject(queries, projectId))
    .returning({ id: projects.projectId })
  if (rows.length === 0) throw new RefusedError(404, accessTexts.noProject)
}

/**
 * Makes a batch of a project and returns its id.
 *
 * @throws {RefusedError} when there is no such project.
 */
export async function makeBatch(
  queries: Queries,
  { projectId, name }: { readonly projectId: string; readonly name: string },
): Promise<string> {
  await readProject(queries, projectId)
  const batchId = newId()
  const { tenant } = queries
  await queries.insert(batches).values({ tenant, batchId, projectId, name, createdAtUs: nowUs() })
  return batchId
}

/**
 * Puts clips into a batch, or out of any (`null`). Where its project tries annotators unseen, they wait
 * for faults to be planted from then on.
 *
 * @throws {RefusedError} when there is no such batch, or not every clip.
 */
export async function fillBatch(
  queries: Queries,
  { batchId, clipIds }: { readonly batchId: string | null; readonly clipIds: readonly string[] },
): Promise<void> {
  await queries.transaction(async (tx) => {
    let hidden: HiddenChecks | null = null
    if (batchId !== null) {
      const [row] = await tx
        .select({ hidden: projects.hiddenChecks })
        .from(batches)
        .innerJoin(
          projects,
          and(eq(projects.tenant, batches.tenant), eq(projects.projectId, batches.projectId)),
        )
        .where(and(eq(batches.tenant, tx.tenant), eq(batches.batchId, batchId)))
      if (row === undefined) throw new RefusedError(404, accessTexts.noBatch)
      hidden = row.hidden
    }
    const planting = hidden !== null && hidden.faultRate > 0 ? 'waiting' : null
    const moved = await tx
      .update(clips)
      .set({ batchId, planting })
      .where(and(eq(clips.tenant, tx.tenant), inArray(clips.clipId, [...clipIds])))
      .returning({ id: clips.clipId })
    if (moved.length !== new Set(clipIds).size) throw new RefusedError(404, accessTexts.noClip)
  })
}

/**
 * The project of a batch.
 *
 * @throws {RefusedError} when there is no such batch.
 */
export async function projectOfBatch(queries: Queries, batchId: string): Promise<Project> {
  const [row] = await queries
    .select({ projectId: batches.projectId })
    .from(batches)
    .where(and(eq(batches.tenant, queries.tenant), eq(batches.batchId, batchId)))
  if (row === undefined) throw new RefusedError(404, accessTexts.noBatch)
  return readProject(queries, row.projectId)
}

/** The project a clip belongs to; `null` for one of none. */
export async function projectOfClip(queries: Queries, clipId: string): Promise<Project | null> {
  const [row] = await queries
    .select({ projectId: batches.projectId })
    .from(clips)
    .innerJoin(batches, and(eq(batches.tenant, clips.tenant), eq(batches.batchId, clips.batchId)))
    .where(and(eq(clips.tenant, queries.tenant), eq(clips.clipId, clipId)))
  return row === undefined ? null : readProject(queries, row.projectId)
}
