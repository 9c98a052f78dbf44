import type { Cuboid } from '@trueline/geometry'
import type { CuboidId, TrackId } from '../ids.ts'
import type { Extras } from '../json.ts'
import type { Attributes } from '../ontology.ts'
import type { Provenance } from './record.ts'
import type { ReviewState } from './reviewState.ts'

/**
 * A track's cuboid at one frame, in the ego space of that frame: a label is a statement about that
 * sweep, so correcting poses must not move it off its points.
 */
export type CuboidRecord = Cuboid & {
  readonly kind: 'cuboid'
  readonly id: CuboidId
  readonly trackId: TrackId
  readonly frame: number
  readonly attributes: Attributes
  readonly provenance: Provenance
  readonly state: ReviewState
  /** How sure the source was, in its own scale; higher is surer. */
  readonly score: number | null
  /** The pre-label as it came, kept for ever, so that the difference can be shown and counted. */
  readonly proposal: Cuboid | null
  /** Points inside when it was last set; `null` where nobody counted. */
  readonly pointCount: number | null
  readonly extras: Extras
}
