import type { Clip, Ontology } from '@trueline/annotation'
import { and, eq } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { batches, projects } from '../db/projectSchema.ts'
import { clips } from '../db/schema.ts'

/** A clip as it is labelled: what may be labelled is what its project agreed on, else what its source says. */
export async function asAgreed(queries: Queries, clip: Clip): Promise<Clip> {
  const ontology = await agreedOntology(queries, clip.id)
  return ontology === null ? clip : { ...clip, ontology }
}

/**
 * A clip as it leaves: what its source says may be labelled, and what its project agreed on beside, so that
 * no label is of a category that nobody knows.
 */
export async function withAgreed(queries: Queries, clip: Clip): Promise<Clip> {
  const agreed = await agreedOntology(queries, clip.id)
  if (agreed === null) return clip
  const { categories, attributes } = clip.ontology
  return {
    ...clip,
    ontology: {
      categories: withOthers(categories, agreed.categories),
      attributes: withOthers(attributes, agreed.attributes),
    },
  }
}

function withOthers<Entry extends { readonly id: string }>(
  own: readonly Entry[],
  others: readonly Entry[],
): readonly Entry[] {
  return [...own, ...others.filter(({ id }) => !own.some((one) => one.id === id))]
}

/** What the project of a clip agreed on; `null` where it is of none, or that says nothing of it. */
async function agreedOntology(queries: Queries, clipId: string): Promise<Ontology | null> {
  const [row] = await queries
    .select({ ontology: projects.ontology })
    .from(clips)
    .innerJoin(batches, and(eq(batches.tenant, clips.tenant), eq(batches.batchId, clips.batchId)))
    .innerJoin(
      projects,
      and(eq(projects.tenant, batches.tenant), eq(projects.projectId, batches.projectId)),
    )
    .where(and(eq(clips.tenant, queries.tenant), eq(clips.clipId, clipId)))
  return row?.ontology ?? null
}
