import {
  type AnnotationRecord,
  type Change,
  type Clip,
  type ClipId,
  isFrameRecord,
  schemaVersion,
} from '@trueline/annotation'
import { pointsInCuboid } from '@trueline/geometry'
import { type HiddenFault, hiddenFaults, unitHash } from '@trueline/quality'
import { createRandom } from '@trueline/simulator'
import { and, eq, inArray } from 'drizzle-orm'
import type { BlobStore } from '../blobs/blobStore.ts'
import { annotationsIn, openClip } from '../clips/clips.ts'
import { framePoints } from '../clips/framePoints.ts'
import type { Queries } from '../db/database.ts'
import { plantings } from '../db/qualitySchema.ts'
import { clips, records, tasks } from '../db/schema.ts'
import { nowUs } from '../newId.ts'
import { asAgreed } from '../projects/agreedOntology.ts'
import { hiddenChecksOf } from './projectTerms.ts'

type Ground = { readonly queries: Queries; readonly blobs: BlobStore }

/**
 * Puts faults into the pre-labels of a clip as its project asks for, before anybody is given it, once.
 *
 * Only records that came in with the clip and that no edit has touched are taken, and they are written
 * as if they had come so: the log has no entry of it, revisions stay, a box has the points that are in
 * it. What they were is kept apart, see `scoreTask`.
 *
 * @param isSomebodyThere Whether somebody has the clip open, whose copy would be another one: nothing
 *   is planted then.
 */
export async function plantHidden(
  { queries, blobs }: Ground,
  clipId: ClipId,
  isSomebodyThere: boolean,
): Promise<void> {
  const checks = await hiddenChecksOf(queries, clipId)
  if (checks === null || checks.faultRate === 0 || isSomebodyThere) return
  if (await hadItsTurn(queries, clipId)) return
  const clip = await asAgreed(queries, (await openClip(queries, clipId)).clip)
  const annotations = await annotationsIn(queries, clipId)
  const untouched = await untouchedOf(queries, clipId)
  const found = hiddenFaults({
    ...{ clip, annotations, isUntouched: (id) => untouched.has(id) },
    rate: checks.faultRate,
    random: createRandom(Math.floor(unitHash(checks.seed, clipId) * 2 ** 31)),
  })
  const faults = await Promise.all(found.map((one) => withPoints({ clip, blobs }, one)))
  await store(queries, clipId, faults)
}

/** Whether faults were planted in it, or it was worked on as a whole before any could be. */
async function hadItsTurn(queries: Queries, clipId: ClipId): Promise<boolean> {
  const of = and(eq(plantings.tenant, queries.tenant), eq(plantings.clipId, clipId))
  const rows = await queries.select({ id: plantings.clipId }).from(plantings).where(of)
  if (rows.length > 0) return true
  const moved = await queries
    .select({ state: tasks.state, round: tasks.round })
    .from(tasks)
    .where(and(eq(tasks.tenant, queries.tenant), eq(tasks.clipId, clipId)))
  return moved.some(({ state, round }) => state !== 'annotate' || round > 0)
}

/** The records that came in with the clip and that no edit has touched. */
async function untouchedOf(queries: Queries, clipId: ClipId): Promise<ReadonlySet<string>> {
  const rows = await queries
    .select({ id: records.recordId })
    .from(records)
    .where(and(thisClips(queries, clipId), isUntouched()))
  return new Set(rows.map(({ id }) => id))
}

/** The same fault, its boxes with as many points as are in them where they told of them before. */
async function withPoints(
  source: { readonly clip: Clip; readonly blobs: BlobStore },
  { changes, ...hidden }: HiddenFault,
): Promise<HiddenFault> {
  const counted: Change[] = []
  for (const change of changes) {
    const { after } = change
    const tells = after?.kind === 'cuboid' && after.pointCount !== null
    if (!tells) counted.push(change)
    else {
      const { points } = await framePoints(source, after.frame)
      const pointCount = pointsInCuboid(points, after).length
      counted.push({ ...change, after: { ...after, pointCount } })
    }
  }
  return { ...hidden, changes: counted }
}

async function store(
  queries: Queries,
  clipId: ClipId,
  faults: readonly HiddenFault[],
): Promise<void> {
  await queries.transaction(async (tx) => {
    // No edit comes between what is looked at and what is written.
    await tx
      .select({ id: clips.clipId })
      .from(clips)
      .where(and(eq(clips.tenant, tx.tenant), eq(clips.clipId, clipId)))
      .for('update')
    const still = await untouchedOf(tx, clipId)
    const fit = faults.filter(({ was }) => was.every(({ id }) => still.has(id)))
    const taken = await tx
      .insert(plantings)
      .values({
        ...{ tenant: tx.tenant, clipId, plantedAtUs: nowUs() },
        faults: fit.map((one) => ({ ...one, isScored: false })),
      })
      .onConflictDoNothing()
      .returning({ id: plantings.clipId })
    if (taken.length === 0) return
    for (const { changes } of fit) await write(tx, clipId, changes)
  })
}

/** Writes records as if they had come so. */
async function write(tx: Queries, clipId: ClipId, changes: readonly Change[]): Promise<void> {
  const ids = changes.map(({ recordId }) => recordId)
  await tx.delete(records).where(and(thisClips(tx, clipId), inArray(records.recordId, ids)))
  const rows = changes.flatMap(({ after }) => (after === null ? [] : [rowOf(tx, clipId, after)]))
  if (rows.length > 0) await tx.insert(records).values(rows)
}

function rowOf({ tenant }: Queries, clipId: ClipId, record: AnnotationRecord) {
  return {
    ...{ tenant, clipId, recordId: record.id, revision: 1, seq: 1, kind: record.kind },
    frame: isFrameRecord(record) ? record.frame : null,
    ...{ schemaVersion, data: record },
  }
}

const thisClips = ({ tenant }: Queries, clipId: ClipId) =>
  and(eq(records.tenant, tenant), eq(records.clipId, clipId))

const isUntouched = () => and(eq(records.revision, 1), eq(records.seq, 1))
