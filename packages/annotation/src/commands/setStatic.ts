import type { Annotations } from '../annotations.ts'
import type { TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import { patchOf } from './changes.ts'
import { openTrack } from './guards.ts'

/**
 * Says whether a track stands still through the clip; `null`: nobody knows.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when one of its cuboids is final.
 */
export function setStatic(
  annotations: Annotations,
  { trackId, isStatic }: { readonly trackId: TrackId; readonly isStatic: boolean | null },
): Patch {
  const track = openTrack(annotations, trackId)
  return track.isStatic === isStatic ? [] : patchOf(annotations, [{ ...track, isStatic }])
}
