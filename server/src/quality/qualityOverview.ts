import { clipId as brandClipId, type ClipId } from '@trueline/annotation'
import { type Agreement, agreementOf, type KnownScore } from '@trueline/quality'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { annotationsIn, openClip } from '../clips/clips.ts'
import type { Queries } from '../db/database.ts'
import { doubles, referenceStretches, taskScores } from '../db/qualitySchema.ts'
import { clips, tasks } from '../db/schema.ts'

/** A try at handing a task on, and what was known of it. */
export type ScoredTry = KnownScore & {
  readonly taskId: string
  readonly clipId: ClipId
  readonly clipName: string
  readonly author: string
  readonly atUs: number
  /** The first is 1. */
  readonly attempt: number
  /** Whether it went on; else it was given back for another try. */
  readonly isHandedOn: boolean
}

/** A stretch whose true labels are known. */
export type KeptReference = {
  readonly clipId: ClipId
  readonly clipName: string
  readonly firstFrame: number
  readonly lastFrame: number
  readonly source: string
}

/** A stretch that two people label, and how far they agree; `null` until both have handed it on. */
export type LabelledTwice = {
  readonly clipId: ClipId
  readonly ofClipId: ClipId
  readonly clipName: string
  readonly firstFrame: number
  readonly lastFrame: number
  readonly agreement: Agreement | null
}

/** Every try that something was known of, oldest first. */
export async function scoredTries(queries: Queries): Promise<readonly ScoredTry[]> {
  const rows = await queries
    .select({
      ...{ taskId: taskScores.taskId, clipId: taskScores.clipId, clipName: clips.name },
      ...{ author: taskScores.author, atUs: taskScores.atUs, attempt: taskScores.number },
      ...{ isHandedOn: taskScores.isHandedOn, score: taskScores.score },
    })
    .from(taskScores)
    .innerJoin(clips, and(eq(clips.tenant, taskScores.tenant), eq(clips.clipId, taskScores.clipId)))
    .where(eq(taskScores.tenant, queries.tenant))
    .orderBy(asc(taskScores.atUs), asc(taskScores.number))
  return rows.map(({ score, ...row }) => ({ ...row, ...score, clipId: brandClipId(row.clipId) }))
}

/** Every stretch whose true labels are known. */
export async function keptReferences(queries: Queries): Promise<readonly KeptReference[]> {
  const { tenant, clipId, firstFrame, lastFrame, source } = referenceStretches
  const rows = await queries
    .select({ clipId, clipName: clips.name, firstFrame, lastFrame, source })
    .from(referenceStretches)
    .innerJoin(clips, and(eq(clips.tenant, tenant), eq(clips.clipId, clipId)))
    .where(eq(tenant, queries.tenant))
    .orderBy(asc(clips.name), asc(clipId))
  return rows.map((row) => ({ ...row, clipId: brandClipId(row.clipId) }))
}

/** Every stretch that two people label, with how far they agree where both have handed it on. */
export async function labelledTwice(queries: Queries): Promise<readonly LabelledTwice[]> {
  const { tenant, clipId, ofClipId, firstFrame, lastFrame } = doubles
  const own = alias(tasks, 'own')
  const rows = await queries
    .select({ clipId, ofClipId, clipName: clips.name, firstFrame, lastFrame, state: own.state })
    .from(doubles)
    .innerJoin(clips, and(eq(clips.tenant, tenant), eq(clips.clipId, ofClipId)))
    .innerJoin(own, and(eq(own.tenant, tenant), eq(own.clipId, clipId)))
    .where(eq(tenant, queries.tenant))
    .orderBy(asc(doubles.madeAtUs), asc(clipId), asc(own.firstFrame))
  const first = await queries
    .select({
      ...{ clipId: tasks.clipId, firstFrame: tasks.firstFrame, lastFrame: tasks.lastFrame },
      state: tasks.state,
    })
    .from(tasks)
    .where(
      and(
        eq(tasks.tenant, queries.tenant),
        inArray(tasks.clipId, ['', ...rows.map((row) => row.ofClipId)]),
      ),
    )
  const isDone = ({ state }: Pick<typeof tasks.$inferSelect, 'state'>): boolean =>
    state === 'review' || state === 'accepted'
  const found: LabelledTwice[] = []
  for (const id of new Set(rows.map((row) => row.clipId))) {
    const parts = rows.filter((row) => row.clipId === id)
    const { state: _, ...row } = parts[0]!
    const others = first.filter(
      (one) =>
        one.clipId === row.ofClipId &&
        one.firstFrame <= row.lastFrame &&
        one.lastFrame >= row.firstFrame,
    )
    const ids = { clipId: brandClipId(id), ofClipId: brandClipId(row.ofClipId) }
    const isBoth = [...parts, ...others].every(isDone)
    const agreement = isBoth ? await keptAgreement(queries, { ...row, ...ids }) : null
    found.push({ ...row, ...ids, agreement })
  }
  return found
}

/**
 * How far two clips agree, as it was found when either was edited last: found once, and anew when one of
 * them is another.
 */
async function keptAgreement(
  queries: Queries,
  twice: Omit<LabelledTwice, 'agreement'>,
): Promise<Agreement> {
  const { tenant } = queries
  const { clipId: id, ofClipId } = twice
  const heads = await queries
    .select({ id: clips.clipId, seq: clips.headSeq })
    .from(clips)
    .where(and(eq(clips.tenant, tenant), inArray(clips.clipId, [id, ofClipId])))
  const headOf = (of: ClipId): number => heads.find((one) => one.id === of)?.seq ?? 0
  const [seq, ofSeq] = [headOf(id), headOf(ofClipId)]
  const thisDouble = and(eq(doubles.tenant, tenant), eq(doubles.clipId, id))
  const [row] = await queries.select({ kept: doubles.agreement }).from(doubles).where(thisDouble)
  const kept = row?.kept ?? null
  if (kept !== null && kept.seq === seq && kept.ofSeq === ofSeq) return kept.agreement
  const agreement = await agreementIn(queries, twice)
  await queries.update(doubles).set({ agreement: { agreement, seq, ofSeq } }).where(thisDouble)
  return agreement
}

async function agreementIn(
  queries: Queries,
  { clipId, ofClipId, firstFrame, lastFrame }: Omit<LabelledTwice, 'agreement'>,
): Promise<Agreement> {
  const side = async (id: ClipId) => ({
    clip: (await openClip(queries, id)).clip,
    annotations: await annotationsIn(queries, id),
  })
  return agreementOf(await side(ofClipId), await side(clipId), { firstFrame, lastFrame })
}
