import type { Annotations } from '../annotations.ts'
import type { TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import type { Waiver } from '../records/track.ts'
import { patchOf } from './changes.ts'
import { existingTrack } from './guards.ts'

/**
 * Lets what a check found of a track stand. One of the same check and tracks in no other frames takes
 * the place of it.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 */
export function waiveFinding(
  annotations: Annotations,
  { trackId, waiver }: { readonly trackId: TrackId; readonly waiver: Waiver },
): Patch {
  const track = existingTrack(annotations, trackId)
  const kept = (track.waivers ?? []).filter((one) => !isWaivedBy(one, waiver))
  return patchOf(annotations, [{ ...track, waivers: [...kept, waiver] }])
}

/**
 * Takes back that what a check found of a track may stand.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 */
export function unwaiveFinding(
  annotations: Annotations,
  { trackId, finding }: { readonly trackId: TrackId; readonly finding: Omit<Waiver, 'reason'> },
): Patch {
  const track = existingTrack(annotations, trackId)
  const { waivers = [], ...rest } = track
  const left = waivers.filter((one) => !isWaivedBy(finding, one))
  if (left.length === waivers.length) return []
  return patchOf(annotations, [left.length === 0 ? rest : { ...rest, waivers: left }])
}

/** Whether one is of the same check and tracks as another, and shows in no frame that the other does not. */
export function isWaivedBy(
  one: Omit<Waiver, 'reason'>,
  { check, others, frames }: Omit<Waiver, 'reason'>,
): boolean {
  return (
    one.check === check &&
    one.others.length === others.length &&
    one.others.every((id) => others.includes(id)) &&
    one.frames.every((frame) => frames.includes(frame))
  )
}
