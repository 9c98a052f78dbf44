import type { LaneId, LinkId, MapElementId, Message, TrackId } from '@trueline/annotation'
import type { Cuboid, Vec3 } from '@trueline/geometry'

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
  | 'F1'
  | 'F2'
  | 'F3'
  | 'F4'
  | 'F5'
  | 'F6'
  | 'F7'
  | 'F8'

/** How bad a finding is: wrong for sure, very likely wrong, worth a look. */
export type Level = 'error' | 'warning' | 'hint'

/** A way to put right what a check found. */
export type MendId =
  | 'addObject'
  | 'alignHeading'
  | 'clearAttribute'
  | 'cutLoop'
  | 'deleteDuplicate'
  | 'deleteEmpty'
  | 'deleteLine'
  | 'deleteUnsound'
  | 'dropLink'
  | 'dropSide'
  | 'dropToGround'
  | 'extend'
  | 'fillGaps'
  | 'fitSize'
  | 'flip'
  | 'interpolate'
  | 'linkBack'
  | 'linkEnds'
  | 'linkRule'
  | 'majorityCategory'
  | 'mergeTracks'
  | 'oneSize'
  | 'refit'
  | 'rejectTrack'
  | 'renumber'
  | 'resampleLine'
  | 'reverseLane'
  | 'setMoving'
  | 'setStatic'
  | 'shiftInTime'
  | 'smoothHeading'
  | 'smoothHeights'
  | 'smoothLine'
  | 'smoothPath'
  | 'snapEnds'
  | 'swapSides'
  | 'swapTracks'
  | 'upright'

/** What cannot be true of a track, of two of them, or of the road. */
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
  /** Lanes, map elements and links that it is of, where it is of what does not move: the first is to be looked at. */
  readonly fixed?: readonly FixedId[]
  /** Where on the road it shows, in the world. */
  readonly spot?: Vec3
}

/** What does not move, and what joins it. */
export type FixedId = LaneId | MapElementId | LinkId

/** What a check says beside its own name. */
export type Found = Pick<Finding, 'frames' | 'value' | 'threshold' | 'message'> & {
  /** Where it is not the mend that the check offers else. */
  readonly mend?: MendId | null
  readonly isUnsure?: true
}
