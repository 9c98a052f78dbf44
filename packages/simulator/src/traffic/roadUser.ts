import type { Vec3 } from '@trueline/geometry'
import type { Body } from '../bodies/body.ts'
import type { CategoryName } from '../ontology.ts'

/** Where something stands at a moment: the middle of its floor and its heading. */
export type Stand = { readonly point: Vec3; readonly yaw: number }

/** Something that is labelled: on the road, beside it, moving or not. */
export type RoadUser = {
  readonly category: CategoryName
  readonly body: Body
  readonly isStatic: boolean
  /** Where it is, `seconds` after the first frame. */
  readonly standAt: (seconds: number) => Stand
  /** Phase of its gait or pedals in radians; 0 for what has none. */
  readonly phaseAt: (seconds: number) => number
}
