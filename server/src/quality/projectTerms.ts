import type { ClipId } from '@trueline/annotation'
import type { HiddenChecks, Rate } from '@trueline/quality'
import { and, eq } from 'drizzle-orm'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'
import type { Queries } from '../db/database.ts'
import { batches, projects } from '../db/projectSchema.ts'
import { clips } from '../db/schema.ts'

/** What is agreed in a project beside what everybody sees of it: not for those who label. */
export type ProjectTerms = {
  /** `null`: nobody is tried unseen. */
  readonly hiddenChecks: HiddenChecks | null
  readonly vendor: string | null
  readonly rate: Rate | null
}

/**
 * The terms of a project.
 *
 * @throws {RefusedError} when there is none of this id.
 */
export async function readTerms(queries: Queries, projectId: string): Promise<ProjectTerms> {
  const [row] = await queries
    .select({
      hiddenChecks: projects.hiddenChecks,
      vendor: projects.vendor,
      rate: projects.rate,
    })
    .from(projects)
    .where(thisProject(queries, projectId))
  if (row === undefined) throw new RefusedError(404, accessTexts.noProject)
  return row
}

/**
 * Agrees on other terms.
 *
 * @throws {RefusedError} when there is no such project.
 */
export async function changeTerms(
  queries: Queries,
  projectId: string,
  terms: ProjectTerms,
): Promise<void> {
  const rows = await queries
    .update(projects)
    .set(terms)
    .where(thisProject(queries, projectId))
    .returning({ id: projects.projectId })
  if (rows.length === 0) throw new RefusedError(404, accessTexts.noProject)
}

/**
 * Says what made the pre-labels of a batch.
 *
 * @throws {RefusedError} when there is no such batch.
 */
export async function changeModel(
  queries: Queries,
  batchId: string,
  model: string | null,
): Promise<void> {
  const rows = await queries
    .update(batches)
    .set({ model })
    .where(and(eq(batches.tenant, queries.tenant), eq(batches.batchId, batchId)))
    .returning({ id: batches.batchId })
  if (rows.length === 0) throw new RefusedError(404, accessTexts.noBatch)
}

/** How those who label a clip are tried unseen; `null`: they are not. */
export async function hiddenChecksOf(
  queries: Queries,
  clipId: ClipId,
): Promise<HiddenChecks | null> {
  const [row] = await queries
    .select({ hiddenChecks: projects.hiddenChecks })
    .from(clips)
    .innerJoin(batches, and(eq(batches.tenant, clips.tenant), eq(batches.batchId, clips.batchId)))
    .innerJoin(
      projects,
      and(eq(projects.tenant, batches.tenant), eq(projects.projectId, batches.projectId)),
    )
    .where(and(eq(clips.tenant, queries.tenant), eq(clips.clipId, clipId)))
  return row?.hiddenChecks ?? null
}

const thisProject = ({ tenant }: Queries, id: string) =>
  and(eq(projects.tenant, tenant), eq(projects.projectId, id))
