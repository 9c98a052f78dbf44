import { setImmediate } from 'node:timers/promises'
import { clipId as brandClipId, type ClipId } from '@trueline/annotation'
import { type Densities, type Lesson, learningSteps } from '@trueline/consistency'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { annotationsIn, openClip } from '../clips/clips.ts'
import type { Queries } from '../db/database.ts'
import { batches } from '../db/projectSchema.ts'
import { clips, tasks } from '../db/schema.ts'

/** So many clips say what is usual; the newest ones. */
const LESSONS = 10
/** What was learned is kept for so many projects. */
const KEPT = 16

const learned = new Map<string, Promise<Densities>>()

/**
 * What the accepted labels of a clip's project say is usual of each category, beside what ships; `null`
 * while nothing of it is accepted. Clips that are in no project teach one another.
 */
export async function acceptedDensities(
  queries: Queries,
  clipId: ClipId,
): Promise<Densities | null> {
  const rows = await acceptedBeside(queries, clipId)
  if (rows.length === 0) return null
  const key = [queries.tenant, ...rows.map(({ id, seq }) => `${id}:${seq}`)].join(' ')
  const known = learned.get(key)
  if (known !== undefined) return known
  const made = learnFrom(
    queries,
    rows.map(({ id }) => brandClipId(id)),
  )
  learned.set(key, made)
  made.catch(() => learned.delete(key))
  const [oldest] = learned.keys()
  if (learned.size > KEPT && oldest !== undefined) learned.delete(oldest)
  return made
}

/**
 * Learns from what was just accepted, so that nobody waits for it who opens a clip of the project next;
 * a failure is theirs to be told, who ask.
 */
export function learnAhead(queries: Queries, clipId: ClipId): void {
  acceptedDensities(queries, clipId).catch(() => undefined)
}

/** The newest clips of the same project with an accepted stretch, and the last edit that was accepted. */
async function acceptedBeside(queries: Queries, clipId: ClipId) {
  const { tenant } = queries
  const project = queries
    .select({ id: batches.projectId })
    .from(clips)
    .innerJoin(batches, and(eq(batches.tenant, clips.tenant), eq(batches.batchId, clips.batchId)))
    .where(and(eq(clips.tenant, tenant), eq(clips.clipId, clipId)))
  const [own] = await project
  const inProject =
    own === undefined
      ? sql`${clips.batchId} is null`
      : inArray(
          clips.batchId,
          queries
            .select({ id: batches.batchId })
            .from(batches)
            .where(and(eq(batches.tenant, tenant), eq(batches.projectId, own.id))),
        )
  return queries
    .select({ id: clips.clipId, seq: sql<number>`max(${tasks.submittedSeq})::int` })
    .from(tasks)
    .innerJoin(clips, and(eq(clips.tenant, tasks.tenant), eq(clips.clipId, tasks.clipId)))
    .where(and(eq(tasks.tenant, tenant), eq(tasks.state, 'accepted'), inProject))
    .groupBy(clips.clipId, clips.createdAtUs)
    .orderBy(desc(clips.createdAtUs))
    .limit(LESSONS)
}

async function learnFrom(queries: Queries, ids: readonly ClipId[]): Promise<Densities> {
  const lessons: Lesson[] = []
  for (const id of ids) {
    const { clip } = await openClip(queries, id)
    lessons.push({ clip, annotations: await annotationsIn(queries, id) })
  }
  return inPieces(learningSteps(lessons)).then(({ densities }) => densities)
}

/** Nobody waits for longer between two pieces. */
const PIECE_MS = 8

/** What steps come to, made a few at a time: others are answered between them. */
async function inPieces<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  let begunMs = performance.now()
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (performance.now() - begunMs < PIECE_MS) continue
    await setImmediate()
    begunMs = performance.now()
  }
}
