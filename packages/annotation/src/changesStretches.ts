import { isReviewPatch } from './commands/remarks/isReviewPatch.ts'
import type { TrackId } from './ids.ts'
import type { Change, Patch } from './patch.ts'
import { isFrameRecord } from './records/record.ts'

/** Frames of a clip, both ends included. */
export type Stretch = {
  readonly firstFrame: number
  readonly lastFrame: number
}

/**
 * Whether a patch changes labels of some stretches of a clip: a box in one of their frames, or what is said
 * of an object that has a box there. What does not move is of the clip as a whole, and changed only where
 * the stretches are all there is of it. What is only said of labels, as by reviewers, changes none.
 *
 * @param isWhole Whether the stretches are all of the clip.
 * @param hasBoxIn Whether an object has a box in one of the stretches.
 */
export function changesStretches(
  patch: Patch,
  stretches: readonly Stretch[],
  { isWhole, hasBoxIn }: { readonly isWhole: boolean; readonly hasBoxIn: (id: TrackId) => boolean },
): boolean {
  if (stretches.length === 0 || isReviewPatch(patch)) return false
  if (isWhole) return patch.length > 0
  return patch.some((change) => isIn(change, stretches, hasBoxIn))
}

function isIn(
  { before, after }: Change,
  stretches: readonly Stretch[],
  hasBoxIn: (id: TrackId) => boolean,
): boolean {
  return [before, after].some((record) => {
    if (record === null) return false
    if (record.kind === 'track') return hasBoxIn(record.id)
    return (
      isFrameRecord(record) &&
      stretches.some((one) => record.frame >= one.firstFrame && record.frame <= one.lastFrame)
    )
  })
}
