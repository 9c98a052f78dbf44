import type { CuboidId } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'

/** What the points say about a place where a track has a box, or would have one. */
export type CuboidEvidence = {
  /** Points inside; `null` where nobody counted. */
  readonly pointCount: number | null
  /** Height of the ground under the center, in the frame's ego space; `null` where it is not known. */
  readonly groundHeight: number | null
  /** From a side that the sensor sees to the outermost points inside, the wider; `null`: too few points. */
  readonly looseness?: number | null
  /** Points that go on beyond its sides, as a share of those inside; `null`: too few points. */
  readonly cutShare?: number | null
  /** The box, its size kept, as the points have it, in the frame's ego space; `null` where they do not say. */
  readonly refit?: Cuboid | null
  /** Where it is loose or cuts its object: the box that the points would have; `null` where they do not say. */
  readonly grown?: Cuboid | null
  /** Seconds from the frame's time to the mean of its points'; `null` where points have no times. */
  readonly pointSeconds?: number | null
}

/** By track and frame: of boxes, and of the places between and beyond them where one is missing. */
export type Evidence = ReadonlyMap<CuboidId, CuboidEvidence>

/** Nobody looked at the points. */
export const NO_EVIDENCE: Evidence = new Map()
