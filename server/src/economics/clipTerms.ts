import { type ClipId, clipId } from '@trueline/annotation'
import type { Rate } from '@trueline/quality'
import { and, asc, eq } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { batches, projects } from '../db/projectSchema.ts'
import { clips } from '../db/schema.ts'

/** What is agreed for a clip that tells what its labels cost; each `null` where nobody says. */
export type ClipTerms = {
  readonly clipId: ClipId
  readonly project: string | null
  readonly batch: string | null
  /** Tells batches of one name apart. */
  readonly batchId: string | null
  /** What made its pre-labels, with its version. */
  readonly model: string | null
  readonly vendor: string | null
  readonly rate: Rate | null
}

/** The terms of every clip. */
export async function clipTerms(queries: Queries): Promise<readonly ClipTerms[]> {
  const rows = await queries
    .select({
      ...{ clipId: clips.clipId, batchId: clips.batchId },
      ...{ project: projects.name, batch: batches.name, model: batches.model },
      ...{ vendor: projects.vendor, rate: projects.rate },
    })
    .from(clips)
    .leftJoin(batches, and(eq(batches.tenant, clips.tenant), eq(batches.batchId, clips.batchId)))
    .leftJoin(
      projects,
      and(eq(projects.tenant, batches.tenant), eq(projects.projectId, batches.projectId)),
    )
    .where(eq(clips.tenant, queries.tenant))
    .orderBy(asc(clips.createdAtUs), asc(clips.clipId))
  return rows.map((row) => ({ ...row, clipId: clipId(row.clipId) }))
}
