import type { TrackId } from '@trueline/annotation'

/** The usual faults of pre-labels. */
export type FaultKind =
  | 'missing'
  | 'gap'
  | 'false'
  | 'sizeJump'
  | 'cut'
  | 'flip'
  | 'switch'
  | 'broken'
  | 'drift'
  | 'staticDrift'
  | 'duplicate'

/** One fault that was put into the pre-labels. */
export type Fault = {
  readonly kind: FaultKind
  /** Tracks of the pre-labels; of the truth for `missing`, which has none there. */
  readonly trackIds: readonly TrackId[]
  /** The frames it shows in, ascending. */
  readonly frames: readonly number[]
  /**
   * How bad it is: meters for `drift`, `staticDrift` and `duplicate`, radians for `flip`, a share of
   * the size for `sizeJump` and `cut`, and a count of frames for the others.
   */
  readonly strength: number
}
