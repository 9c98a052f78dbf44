import type { CuboidId } from '@trueline/annotation'

/** What the points say about a place where a track has a box, or would have one. */
export type CuboidEvidence = {
  /** Points inside; `null` where nobody counted. */
  readonly pointCount: number | null
  /** Height of the ground under the center, in the frame's ego space; `null` where it is not known. */
  readonly groundHeight: number | null
}

/** By track and frame: of boxes, and of the places between them where a box is missing. */
export type Evidence = ReadonlyMap<CuboidId, CuboidEvidence>

/** Nobody looked at the points. */
export const NO_EVIDENCE: Evidence = new Map()
