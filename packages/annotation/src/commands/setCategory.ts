import type { Annotations } from '../annotations.ts'
import type { TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import { boxesOf } from './boxesOf.ts'
import { patchOf } from './changes.ts'
import { openTrack } from './guards.ts'

/**
 * Gives a track, and its 2D boxes with it, another category.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when one of its cuboids is final.
 */
export function setCategory(
  annotations: Annotations,
  { trackId, category }: { readonly trackId: TrackId; readonly category: string },
): Patch {
  const track = openTrack(annotations, trackId)
  const records = [track, ...boxesOf(annotations, trackId)]
  return patchOf(
    annotations,
    records.filter((record) => record.category !== category).map((r) => ({ ...r, category })),
  )
}
