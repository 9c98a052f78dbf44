import type { Vec3 } from '@trueline/geometry'
import type { RemarkId, SensorId, TrackId } from '../ids.ts'
import type { Extras } from '../json.ts'

/** What a reviewer says of labels: pinned somewhere, answered, and resolved in the end. */
export type Remark = {
  readonly kind: 'remark'
  readonly id: RemarkId
  readonly remarkKind: RemarkKind
  /** The object that it is about; `null` for none, as where one is missing. */
  readonly trackId: TrackId | null
  /** Where it shows; `null` for everywhere. */
  readonly frame: number | null
  readonly place: RemarkPlace
  readonly state: RemarkState
  /** What was said, oldest first; the first may be without words. At least one. */
  readonly thread: readonly RemarkEntry[]
  readonly extras: Extras
}

/** What is wrong: the box, its category, an attribute, which object it is; not there, or nothing there. */
export type RemarkKind = 'geometry' | 'label' | 'attribute' | 'identity' | 'missing' | 'extra'

/** `open`: to be done; `done`: whoever labels says it is; `resolved`: whoever remarked agrees. */
export type RemarkState = 'open' | 'done' | 'resolved'

/** Where a remark is pinned: on its object wherever that is, in the world, or in one picture. */
export type RemarkPlace =
  | { readonly kind: 'object' }
  | { readonly kind: 'world'; readonly point: Vec3 }
  | {
      readonly kind: 'image'
      readonly sensorId: SensorId
      readonly xPx: number
      readonly yPx: number
    }

/** One thing said in a remark. */
export type RemarkEntry = {
  readonly author: string
  readonly atUs: number
  readonly text: string
}
