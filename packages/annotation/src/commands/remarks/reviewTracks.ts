import type { Annotations } from '../../annotations.ts'
import type { TrackId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { TrackReview } from '../../records/track.ts'
import { patchOf } from '../changes.ts'
import { existingTrack } from '../guards.ts'

/**
 * Says what a reviewer thinks of some objects; `null` takes it back. Of one that has that verdict
 * already nothing changes.
 *
 * @throws {UnknownTrackError} when one does not exist.
 */
export function reviewTracks(
  annotations: Annotations,
  {
    trackIds,
    review,
  }: { readonly trackIds: readonly TrackId[]; readonly review: TrackReview | null },
): Patch {
  return patchOf(
    annotations,
    trackIds.flatMap((id) => {
      const { review: before, ...track } = existingTrack(annotations, id)
      if (before?.verdict === review?.verdict) return []
      return [review === null ? track : { ...track, review }]
    }),
  )
}
