import { type Annotations, tracksOf } from '../annotations.ts'
import type { TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import { patchOf } from './changes.ts'
import { TakenError } from './errors.ts'
import { existingTrack } from './guards.ts'

/**
 * Gives a track another number.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {TakenError} when another track has the number.
 * @throws {RangeError} when it is no whole number from 0.
 */
export function renumberTrack(
  annotations: Annotations,
  { trackId, number }: { readonly trackId: TrackId; readonly number: number },
): Patch {
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new RangeError(`Expected a whole number from 0, got ${number}`)
  }
  const track = existingTrack(annotations, trackId)
  const isTaken = tracksOf(annotations).some((t) => t.number === number && t.id !== trackId)
  if (isTaken) throw new TakenError('number', number)
  return track.number === number ? [] : patchOf(annotations, [{ ...track, number }])
}
