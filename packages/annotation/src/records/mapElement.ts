import type { Cuboid, Polyline } from '@trueline/geometry'
import type { MapElementId } from '../ids.ts'
import type { Extras } from '../json.ts'
import type { Attributes } from '../ontology.ts'
import type { FixedWaiver } from './fixedWaiver.ts'
import type { Provenance } from './record.ts'
import type { ReviewState } from './reviewState.ts'

/** Something that does not move, in world space: told once, seen in every frame. */
export type MapElement = {
  readonly kind: 'mapElement'
  readonly id: MapElementId
  readonly elementKind: MapElementKind
  readonly shape: MapShape
  /** Paint along a line, from its start on; empty where there is none. */
  readonly marks: readonly LineMark[]
  readonly attributes: Attributes
  readonly provenance: Provenance
  readonly state: ReviewState
  /** How sure the source was, in its own scale; higher is surer. */
  readonly score: number | null
  /**
   * The places, in world space, that its line or ring is the curve through, where a person drew it so; gone once it is
   * any other.
   */
  readonly knots?: Polyline
  /** What checks found of it and a person lets stand; absent where there is none. */
  readonly waivers?: readonly FixedWaiver[]
  readonly extras: Extras
}

/** What a map element is. */
export type MapElementKind =
  | 'laneBoundary'
  | 'roadEdge'
  | 'stopLine'
  | 'crosswalk'
  | 'arrow'
  | 'trafficLight'
  | 'trafficSign'
  | 'pole'
  | 'parkingSpace'
  | 'drivableArea'
  | 'other'

/** Where a map element is: a line of at least two points, a ring of at least three (not closed), or a box. */
export type MapShape =
  | { readonly kind: 'line'; readonly points: Polyline }
  | { readonly kind: 'ring'; readonly points: Polyline }
  | { readonly kind: 'box'; readonly cuboid: Cuboid }

/** Paint along a stretch of a line, up to the next one's start. */
export type LineMark = {
  /** Meters along the line from its first point, measured seen from above. */
  readonly from: number
  readonly pattern: MarkPattern
  /** `null` where nobody said. */
  readonly color: MarkColor | null
}

/** How a line is painted, left to right in its direction where two lines differ. */
export type MarkPattern =
  | 'none'
  | 'solid'
  | 'dashed'
  | 'solidSolid'
  | 'solidDashed'
  | 'dashedSolid'
  | 'dashedDashed'
  | 'dots'
  | 'zigzag'
  | 'unknown'

/** What color paint has. */
export type MarkColor = 'white' | 'yellow' | 'blue' | 'red' | 'green' | 'orange' | 'other'
