import type { Polyline } from '@trueline/geometry'
import type { LaneId, MapElementId } from '../ids.ts'
import type { Extras } from '../json.ts'
import type { Attributes } from '../ontology.ts'
import type { FixedWaiver } from './fixedWaiver.ts'
import type { Provenance } from './record.ts'
import type { ReviewState } from './reviewState.ts'

/**
 * A stretch of road that one row of vehicles or people moves along, in world space: fixed truth, told
 * once and seen in every frame. Its links to other lanes are records of their own.
 */
export type Lane = {
  readonly kind: 'lane'
  readonly id: LaneId
  readonly laneKind: LaneKind
  /** Its middle, at least two points, in the direction of travel (either way, where that is both). */
  readonly centerLine: Polyline
  /**
   * Whether the middle is worked out of the boundaries instead of having been drawn: it then follows
   * them, and formats that keep boundaries alone do not write it.
   */
  readonly isCenterDerived: boolean
  /** What bounds it to the left and right of the direction of travel; `null` where nothing is drawn. */
  readonly left: LaneBoundary | null
  readonly right: LaneBoundary | null
  readonly direction: 'forward' | 'both'
  /** Where it leads through a junction; `null` where nobody said. */
  readonly turn: LaneTurn | null
  readonly isInJunction: boolean
  /** Meters per second; `null` where nobody said. */
  readonly speedLimit: number | null
  readonly attributes: Attributes
  readonly provenance: Provenance
  readonly state: ReviewState
  /** How sure the source was, in its own scale; higher is surer. */
  readonly score: number | null
  /**
   * The places, in world space, that its middle is the curve through, where a person drew it so; gone once the middle
   * is any other line, and never of one that is derived.
   */
  readonly knots?: Polyline
  /** What checks found of it and a person lets stand; absent where there is none. */
  readonly waivers?: readonly FixedWaiver[]
  readonly extras: Extras
}

/** A line that bounds a lane, shared with the lane beside it: moved for one, it is moved for both. */
export type LaneBoundary = {
  readonly elementId: MapElementId
  /** Whether the line runs against the lane's direction. */
  readonly isReversed: boolean
}

/** Who moves along a lane. */
export type LaneKind =
  | 'driving'
  | 'bus'
  | 'bicycle'
  | 'walking'
  | 'parking'
  | 'shoulder'
  | 'emergency'
  | 'tram'
  | 'other'

/** Where a lane leads through a junction. */
export type LaneTurn = 'straight' | 'left' | 'right' | 'uTurn'
