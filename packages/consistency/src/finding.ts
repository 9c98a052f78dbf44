import type { Message, TrackId } from '@trueline/annotation'

/** A check of the table in `defaults.ts`; `A0` says that another one could not be made. */
export type CheckId =
  | 'A0'
  | 'A1'
  | 'A2'
  | 'A3'
  | 'A4'
  | 'B1'
  | 'B2'
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
  | 'D1'
  | 'D2'
  | 'D4'
  | 'D5'
  | 'E1'
  | 'E4'
  | 'E5'

/** How bad a finding is: wrong for sure, very likely wrong, worth a look. */
export type Level = 'error' | 'warning' | 'hint'

/** A way to put right what a check found. */
export type MendId =
  | 'alignHeading'
  | 'deleteDuplicate'
  | 'deleteEmpty'
  | 'dropToGround'
  | 'fillGaps'
  | 'flip'
  | 'interpolate'
  | 'mergeTracks'
  | 'oneSize'
  | 'setMoving'
  | 'setStatic'
  | 'smoothHeading'
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
}

/** What a check says beside its own name. */
export type Found = Pick<Finding, 'frames' | 'value' | 'threshold' | 'message'> & {
  /** Where it is not the mend that the check offers else. */
  readonly mend?: MendId | null
}
