import type { Vec3 } from '@trueline/geometry'
import type { TrackId } from '../ids.ts'
import type { Extras } from '../json.ts'
import type { Attributes } from '../ontology.ts'
import type { Provenance } from './record.ts'

/** One physical object through a clip. */
export type Track = {
  readonly kind: 'track'
  readonly id: TrackId
  readonly category: string
  /** The short number people read and say: unique in the clip, never used again. */
  readonly number: number
  /** Attributes that hold for the whole clip. */
  readonly attributes: Attributes
  /** Whether it stands still through the clip; `null` while nobody said. */
  readonly isStatic: boolean | null
  /** The one size of the object; `null` while its cuboids may differ. */
  readonly extent: Vec3 | null
  readonly provenance: Provenance
  /** What checks found of it and a person lets stand; absent where there is none. */
  readonly waivers?: readonly Waiver[]
  /** What a reviewer thinks of it; absent while nobody said. */
  readonly review?: TrackReview
  readonly extras: Extras
}

/** What a check found of a track, with others or alone, that a person says may stay as it is. */
export type Waiver = {
  /** The check's id. */
  readonly check: string
  /** The other tracks that it is about, as of an overlap. */
  readonly others: readonly TrackId[]
  /** Where it shows: what shows elsewhere too is another finding. Ascending. */
  readonly frames: readonly number[]
  /** Why, in the person's words; may be empty. */
  readonly reason: string
}

/** What a reviewer thinks of an object as it was then. */
export type TrackReview = {
  readonly verdict: 'accepted' | 'sentBack'
  readonly by: string
  readonly atUs: number
}
