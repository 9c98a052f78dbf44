import { type Annotations, cuboidsOf, recordOf } from '../annotations.ts'
import { cuboidId, type RecordId, type TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import type { AnnotationRecord } from '../records/record.ts'
import { boxesOf } from './boxesOf.ts'
import { patchTo } from './changes.ts'
import { nextNumber } from './createTrack.ts'
import { TakenError } from './errors.ts'
import { type CuboidPlace, existingTrack, refuseFrozen } from './guards.ts'

/**
 * Makes a track two: what lies at a frame and later goes to a new track with the next free number.
 *
 * Nothing changes when one of the two would have no cuboid.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {TakenError} when the new id is in use.
 * @throws {FrozenCuboidError} when a cuboid that would move is final.
 */
export function splitTrack(
  annotations: Annotations,
  args: CuboidPlace & { readonly newTrackId: TrackId },
): Patch {
  const { newTrackId } = args
  const track = existingTrack(annotations, args.trackId)
  if (recordOf(annotations, newTrackId) !== undefined) throw new TakenError('id', newTrackId)
  const cuboids = cuboidsOf(annotations, track.id)
  const later = cuboids.filter(({ frame }) => frame >= args.frame)
  if (later.length === 0 || later.length === cuboids.length) return []
  refuseFrozen(later)
  const after = new Map<RecordId, AnnotationRecord | null>()
  after.set(newTrackId, { ...track, id: newTrackId, number: nextNumber(annotations) })
  for (const cuboid of later) {
    const id = cuboidId(newTrackId, cuboid.frame)
    after.set(cuboid.id, null)
    after.set(id, { ...cuboid, id, trackId: newTrackId })
  }
  for (const box of boxesOf(annotations, track.id)) {
    if (box.frame >= args.frame) after.set(box.id, { ...box, trackId: newTrackId })
  }
  return patchTo(annotations, after)
}
