import { type Annotations, cuboidsOf, isShown } from '../annotations.ts'
import type { TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import { patchOf, stateBefore } from './changes.ts'
import { existingTrack } from './guards.ts'

/** A track, and the frames of it that are meant; `null` for all. */
export type TrackStretch = { readonly trackId: TrackId; readonly frames: readonly number[] | null }

/**
 * Freezes the shown cuboids of a track: commands refuse to change them.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 */
export function finalizeTrack(annotations: Annotations, args: TrackStretch): Patch {
  const open = meantOf(annotations, args).filter(
    (cuboid) => isShown(cuboid) && cuboid.state !== 'final',
  )
  return patchOf(
    annotations,
    open.map((cuboid) => ({ ...cuboid, state: 'final' })),
  )
}

/**
 * Takes frozen cuboids of a track back into work: `accepted` where they are as they came, else `fixed`
 * or `added`.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 */
export function unfinalizeTrack(annotations: Annotations, args: TrackStretch): Patch {
  const frozen = meantOf(annotations, args).filter(({ state }) => state === 'final')
  return patchOf(
    annotations,
    frozen.map((cuboid) => ({ ...cuboid, state: stateBefore(cuboid, 'accepted') })),
  )
}

function meantOf(annotations: Annotations, { trackId, frames }: TrackStretch) {
  existingTrack(annotations, trackId)
  const wanted = frames === null ? null : new Set(frames)
  return cuboidsOf(annotations, trackId).filter(({ frame }) => wanted === null || wanted.has(frame))
}
