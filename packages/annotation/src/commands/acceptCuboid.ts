import type { Annotations } from '../annotations.ts'
import type { TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import { patchOf, stateBefore } from './changes.ts'
import { type CuboidPlace, existingCuboid, openCuboid, openCuboids } from './guards.ts'

/**
 * Accepts a pre-label as it came. Of a cuboid that is not `proposed` nothing changes.
 *
 * @throws {UnknownCuboidError} when there is none.
 * @throws {FrozenCuboidError} when it is final.
 */
export function acceptCuboid(annotations: Annotations, args: CuboidPlace): Patch {
  return patchOf(annotations, accepted([openCuboid(annotations, args)]))
}

/**
 * Accepts every pre-label of a track that still waits, or of those at some frames.
 *
 * @param args `frames`: `null` for all.
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when all of them are final.
 */
export function acceptTrack(
  annotations: Annotations,
  args: { readonly trackId: TrackId; readonly frames: readonly number[] | null },
): Patch {
  return patchOf(annotations, accepted(openCuboids(annotations, args.trackId, args.frames)))
}

/**
 * Makes a rejected pre-label a label again: `proposed` as it came, `fixed` if it was changed before.
 *
 * Of a cuboid that is not rejected nothing changes.
 *
 * @throws {UnknownCuboidError} when there is none.
 */
export function restoreCuboid(annotations: Annotations, args: CuboidPlace): Patch {
  const cuboid = existingCuboid(annotations, args)
  if (cuboid.state !== 'rejected') return []
  return patchOf(annotations, [{ ...cuboid, state: stateBefore(cuboid, 'proposed') }])
}

function accepted(cuboids: readonly CuboidRecord[]): readonly CuboidRecord[] {
  return cuboids
    .filter(({ state }) => state === 'proposed')
    .map((cuboid) => ({ ...cuboid, state: 'accepted' }))
}
