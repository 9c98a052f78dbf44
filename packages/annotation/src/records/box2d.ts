import type { Box2dId, SensorId, TrackId } from '../ids.ts'
import type { Extras } from '../json.ts'
import type { Attributes } from '../ontology.ts'
import type { Provenance } from './record.ts'

/** An upright box in one image, in continuous pixels. */
export type Box2d = {
  readonly kind: 'box2d'
  readonly id: Box2dId
  /** `null` for a region no track belongs to, such as KITTI's DontCare. */
  readonly trackId: TrackId | null
  readonly category: string
  readonly frame: number
  readonly sensorId: SensorId
  readonly leftPx: number
  readonly topPx: number
  readonly rightPx: number
  readonly bottomPx: number
  readonly attributes: Attributes
  readonly provenance: Provenance
  readonly score: number | null
  readonly extras: Extras
}
