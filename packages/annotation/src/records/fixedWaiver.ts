import type { LaneId, LinkId, MapElementId } from '../ids.ts'

/** What a check found of a lane or map element, with others or alone, that a person says may stay as it is. */
export type FixedWaiver = {
  /** The check's id. */
  readonly check: string
  /** The other lanes, map elements and links that it is about, as of lines that cross. */
  readonly others: readonly (LaneId | MapElementId | LinkId)[]
  /** Why, in the person's words; may be empty. */
  readonly reason: string
}
