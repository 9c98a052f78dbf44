import {
  type AnnotationRecord,
  type ClipId,
  cuboidId,
  cuboidsOf,
  isShown,
  tracksOf,
} from '@trueline/annotation'
import { sharedFrames } from '@trueline/quality'
import { and, eq } from 'drizzle-orm'
import { RefusedError } from '../access/refused.ts'
import { annotationsIn, openClip, requireClip } from '../clips/clips.ts'
import type { Queries } from '../db/database.ts'
import { referenceStretches } from '../db/qualitySchema.ts'
import { nowUs } from '../newId.ts'
import { qualityTexts } from './qualityTexts.ts'

/** A stretch of a clip, both ends in it, and the clip whose labels are true there. */
export type ReferenceToKeep = {
  readonly clipId: ClipId
  readonly fromClipId: ClipId
  readonly firstFrame: number
  readonly lastFrame: number
}

/**
 * Keeps the labels that another clip of the same recording has in a stretch as what is true there. They
 * are copied: the other clip may go, and is better gone, for whoever labels could look into it.
 *
 * @throws {UnknownClipError}
 * @throws {RefusedError} when the stretch is none, or the other clip has no label at any of its moments.
 */
export async function keepReference(queries: Queries, asked: ReferenceToKeep): Promise<void> {
  const { clipId, fromClipId, firstFrame, lastFrame } = asked
  const { clip } = await openClip(queries, clipId)
  const { clip: from } = await openClip(queries, fromClipId)
  if (firstFrame > lastFrame || lastFrame >= clip.frames.length) {
    throw new RefusedError(400, qualityTexts.noStretch({ frames: clip.frames.length }))
  }
  const annotations = await annotationsIn(queries, fromClipId)
  const frameOf = new Map(
    sharedFrames(clip, from)
      .filter(({ reference }) => reference >= firstFrame && reference <= lastFrame)
      .map(({ reference, labels }) => [labels, reference]),
  )
  const records = tracksOf(annotations).flatMap((track): readonly AnnotationRecord[] => {
    const boxes = cuboidsOf(annotations, track.id).flatMap((box) => {
      const frame = frameOf.get(box.frame)
      if (frame === undefined || !isShown(box)) return []
      return [{ ...box, frame, id: cuboidId(track.id, frame) }]
    })
    return boxes.length === 0 ? [] : [track, ...boxes]
  })
  if (records.length === 0) throw new RefusedError(400, qualityTexts.nothingTrue)
  const row = { firstFrame, lastFrame, source: from.name, keptAtUs: nowUs(), records }
  await queries
    .insert(referenceStretches)
    .values({ ...row, tenant: queries.tenant, clipId })
    .onConflictDoUpdate({
      target: [referenceStretches.tenant, referenceStretches.clipId],
      set: row,
    })
}

/**
 * Forgets what is true of a clip.
 *
 * @throws {UnknownClipError}
 */
export async function dropReference(queries: Queries, clipId: ClipId): Promise<void> {
  await requireClip(queries, clipId)
  await queries
    .delete(referenceStretches)
    .where(
      and(eq(referenceStretches.tenant, queries.tenant), eq(referenceStretches.clipId, clipId)),
    )
}
