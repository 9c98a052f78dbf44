import {
  type Annotations,
  annotationsOf,
  type ClipId,
  type Edit,
  type Patch,
  patchId,
} from '@trueline/annotation'
import {
  type FoundFault,
  findFaults,
  type HiddenFault,
  type KnownScore,
  knownScore,
  type ReferenceStretch,
  takeBackFaults,
} from '@trueline/quality'
import { and, eq, sql } from 'drizzle-orm'
import { openClip, revisedRecordsOf } from '../clips/clips.ts'
import type { Queries } from '../db/database.ts'
import { plantings, referenceStretches, type StoredFault, taskScores } from '../db/qualitySchema.ts'
import { newId, nowUs } from '../newId.ts'
import type { AppendAnswer, NewPatch } from '../patches/appendPatch.ts'
import type { Task } from '../work/tasks.ts'

/** Who takes back what was planted, in the log of edits. */
const AUTHOR = 'Trueline'

/** A task that is handed on, and what is known of its labels. */
export type ScoredTask = {
  /** `null` where nothing is known. */
  readonly score: KnownScore | null
  readonly found: readonly FoundFault[]
  readonly submitted: Annotations
  readonly revisions: ReadonlyMap<string, number>
}

type Scored = Pick<Task, 'clipId' | 'firstFrame' | 'lastFrame'>

/** What is known of the labels of a task, as they are stored; cheap where nothing is. */
export async function scoreTask(queries: Queries, task: Scored): Promise<ScoredTask> {
  const { clipId } = task
  const hidden = (await hiddenIn(queries, clipId)).filter((one) => isOf(task, one))
  const stretch = await stretchOf(queries, task)
  if (hidden.length === 0 && stretch === null) {
    return { score: null, found: [], submitted: annotationsOf([]), revisions: new Map() }
  }
  const { clip } = await openClip(queries, clipId)
  const revised = []
  for await (const one of revisedRecordsOf(queries, clipId)) revised.push(one)
  const submitted = annotationsOf(revised.map(({ record }) => record))
  const found = findFaults(clip, submitted, hidden)
  return {
    score: knownScore({ clip, submitted, found, stretch }),
    ...{ found, submitted },
    revisions: new Map(revised.map(({ record, revision }) => [record.id, revision])),
  }
}

/** How often a task was handed on that something was known of, the ways back included. */
export async function triesOf(queries: Queries, taskId: string): Promise<number> {
  const [row] = await queries
    .select({ tries: sql<number>`count(*)::int` })
    .from(taskScores)
    .where(and(eq(taskScores.tenant, queries.tenant), eq(taskScores.taskId, taskId)))
  return row?.tries ?? 0
}

/** Keeps what a try came to. */
export async function keepScore(
  queries: Queries,
  kept: Pick<
    typeof taskScores.$inferInsert,
    'taskId' | 'clipId' | 'author' | 'isHandedOn' | 'score'
  >,
): Promise<void> {
  const number = (await triesOf(queries, kept.taskId)) + 1
  await queries
    .insert(taskScores)
    .values({ ...kept, tenant: queries.tenant, number, atUs: nowUs() })
}

/**
 * Takes the planted faults of a task out of its labels, as an edit of nobody's, and forgets that they
 * were hidden. Resolves to the number of the last edit; `null` where somebody edits the same meanwhile.
 */
export async function unplantTask(
  { queries, append }: { readonly queries: Queries; readonly append: Append },
  clipId: ClipId,
  { found, submitted, revisions }: ScoredTask,
): Promise<number | null> {
  const patch = takeBackFaults(submitted, found)
  let seq: number | null = null
  if (patch.length > 0) {
    const answer = await append({
      ...{ clipId, ...editOf(patch, revisions), author: AUTHOR },
      // An object of this stretch may have boxes in one that was accepted before.
      isAmongAccepted: true,
    })
    if (answer.outcome === 'stale') return null
    seq = answer.seq
  }
  const scored = new Set(found.map(({ hidden: { fault } }) => JSON.stringify(fault)))
  const faults = (await storedIn(queries, clipId)).map((one) => ({
    ...one,
    isScored: one.isScored || scored.has(JSON.stringify(one.fault)),
  }))
  await queries.update(plantings).set({ faults }).where(thisPlanting(queries, clipId))
  return seq ?? (await openClip(queries, clipId)).headSeq
}

/** Labels without the faults that are still planted among them: what leaves the house. */
export async function withoutPlanted(
  queries: Queries,
  clipId: ClipId,
  annotations: Annotations,
): Promise<Patch> {
  const hidden = await hiddenIn(queries, clipId)
  if (hidden.length === 0) return []
  const { clip } = await openClip(queries, clipId)
  return takeBackFaults(annotations, findFaults(clip, annotations, hidden))
}

/** Stores an edit. */
export type Append = (patch: NewPatch) => Promise<AppendAnswer>

function editOf(
  patch: Patch,
  revisions: ReadonlyMap<string, number>,
): Pick<NewPatch, 'edit' | 'baseRevisions'> {
  const edit: Edit = {
    patchId: patchId(newId()),
    ...{ command: 'takeBackFaults', kind: 'edit', of: null, madeAtUs: nowUs(), patch },
  }
  const baseRevisions = Object.fromEntries(
    patch.map(({ recordId }) => [recordId, revisions.get(recordId) ?? 0]),
  )
  return { edit, baseRevisions }
}

async function hiddenIn(queries: Queries, clipId: ClipId): Promise<readonly HiddenFault[]> {
  return (await storedIn(queries, clipId)).filter(({ isScored }) => !isScored)
}

async function storedIn(queries: Queries, clipId: ClipId): Promise<readonly StoredFault[]> {
  const [row] = await queries
    .select({ faults: plantings.faults })
    .from(plantings)
    .where(thisPlanting(queries, clipId))
  return row?.faults ?? []
}

/** Whether a fault begins in a task's stretch. */
function isOf({ firstFrame, lastFrame }: Scored, { fault }: HiddenFault): boolean {
  const at = fault.frames[0] ?? 0
  return at >= firstFrame && at <= lastFrame
}

/** The frames of a task whose true labels are known; `null` of none. */
async function stretchOf(queries: Queries, task: Scored): Promise<ReferenceStretch | null> {
  const [row] = await queries
    .select()
    .from(referenceStretches)
    .where(
      and(
        eq(referenceStretches.tenant, queries.tenant),
        eq(referenceStretches.clipId, task.clipId),
      ),
    )
  if (row === undefined) return null
  const firstFrame = Math.max(row.firstFrame, task.firstFrame)
  const lastFrame = Math.min(row.lastFrame, task.lastFrame)
  if (firstFrame > lastFrame) return null
  return { firstFrame, lastFrame, truth: annotationsOf(row.records) }
}

const thisPlanting = ({ tenant }: Queries, clipId: ClipId) =>
  and(eq(plantings.tenant, tenant), eq(plantings.clipId, clipId))
