import { type Annotations, cuboidsOf } from '../annotations.ts'
import type { RecordId, TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import type { AnnotationRecord } from '../records/record.ts'
import { boxesOf } from './boxesOf.ts'
import { patchTo } from './changes.ts'
import { type CuboidPlace, existingTrack, openCuboid, refuseFrozen } from './guards.ts'

/**
 * Takes a cuboid away: a pre-label is `rejected` and kept, an added one is gone, and with the last
 * record of an added track the track.
 *
 * @throws {UnknownCuboidError} when there is none.
 * @throws {FrozenCuboidError} when it is final.
 */
export function deleteCuboid(annotations: Annotations, args: CuboidPlace): Patch {
  return patchTo(annotations, takeAway(annotations, args.trackId, [openCuboid(annotations, args)]))
}

/**
 * Takes all cuboids of a track away as `deleteCuboid` does, or those from a frame on; and its 2D boxes
 * there, but for those beside a rejected pre-label, which hides them.
 *
 * @param args `fromFrame`: `null` for all.
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when one of them is final.
 */
export function deleteTrack(
  annotations: Annotations,
  args: { readonly trackId: TrackId; readonly fromFrame: number | null },
): Patch {
  const track = existingTrack(annotations, args.trackId)
  const from = args.fromFrame ?? Number.NEGATIVE_INFINITY
  const meant = cuboidsOf(annotations, track.id).filter(({ frame }) => frame >= from)
  refuseFrozen(meant)
  const kept = new Set(meant.filter(({ state }) => state !== 'added').map(({ frame }) => frame))
  const boxes = boxesOf(annotations, track.id).filter(
    ({ frame }) => frame >= from && !kept.has(frame),
  )
  const after = takeAway(annotations, track.id, [...meant, ...boxes])
  return patchTo(annotations, after)
}

/** What becomes of records that are taken away, and of their track. */
function takeAway(
  annotations: Annotations,
  trackId: TrackId,
  records: readonly AnnotationRecord[],
): Map<RecordId, AnnotationRecord | null> {
  const after = new Map<RecordId, AnnotationRecord | null>()
  for (const record of records) {
    const isPreLabel = record.kind === 'cuboid' && record.state !== 'added'
    if (!isPreLabel) after.set(record.id, null)
    else if (record.state !== 'rejected') after.set(record.id, { ...record, state: 'rejected' })
  }
  const isLeft = ({ id }: AnnotationRecord): boolean => after.get(id) !== null
  const isEmpty =
    !cuboidsOf(annotations, trackId).some(isLeft) && !boxesOf(annotations, trackId).some(isLeft)
  if (isEmpty && existingTrack(annotations, trackId).provenance === 'human')
    after.set(trackId, null)
  return after
}
