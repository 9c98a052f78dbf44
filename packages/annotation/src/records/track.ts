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
  readonly extras: Extras
}
