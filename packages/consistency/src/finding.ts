import type { Message, TrackId } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'

/** A check of the table in `defaults.ts`; `A0` says that another one could not be made. */
export type CheckId =
  | 'A0'
  | 'A1'
  | 'A2'
  | 'A3'
  | 'A4'
  | 'B1'
  | 'B2'
  | 'B3'
  | 'B5'
  | 'C1'
  | 'C2'
  | 'C3'
  | 'C4'
  | 'C5'
  | 'C6'
  | 'C7'
  | 'C8'
  | 'C9'
  | 'C10'
  | 'C11'
  | 'D1'
  | 'D2'
  | 'D3'
  | 'D4'
  | 'D5'
  | 'E1'
  | 'E2'
  | 'E3'
  | 'E4'
  | 'E5'
  | 'E6'
  | 'E7'
  | 'E8'
  | 'E9'

/** How bad a finding is: wrong for sure, very likely wrong, worth a look. */
export type Level = 'error' | 'warning' | 'hint'

/** A way to put right what a check found. */
export type MendId =
  | 'addObject'
  | 'alignHeading'
  | 'clearAttribute'
  | 'deleteDuplicate'
  | 'deleteEmpty'
  | 'dropToGround'
  | 'extend'
  | 'fillGaps'
  | 'fitSize'
  | 'flip'
  | 'interpolate'
  | 'majorityCategory'
  | 'mergeTracks'
  | 'oneSize'
  | 'refit'
  | 'rejectTrack'
  | 'renumber'
  | 'setMoving'
  | 'setStatic'
  | 'shiftInTime'
  | 'smoothHeading'
  | 'smoothPath'
  | 'swapTracks'
  | 'upright'

/** What cannot be true of a track, or of two of them. */
export type Finding = {
  readonly check: CheckId
  readonly level: Level
  readonly tracks: readonly TrackId[]
  /** Where it shows, ascending. */
  readonly frames: readonly number[]
  /** What was measured, in the unit of `threshold`. */
  readonly value: number
  readonly threshold: number
  readonly message: Message
  /** `null`: only a person can put it right. */
  readonly mend: MendId | null
  /** Its mend is one of several that may be right: it is for somebody to look at, not for all at once. */
  readonly isUnsure?: true
  /** What has no label, in the ego space of the first of the frames. */
  readonly place?: Cuboid
}

/** What a check says beside its own name. */
export type Found = Pick<Finding, 'frames' | 'value' | 'threshold' | 'message'> & {
  /** Where it is not the mend that the check offers else. */
  readonly mend?: MendId | null
  readonly isUnsure?: true
}
