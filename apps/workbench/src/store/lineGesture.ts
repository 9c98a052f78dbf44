import { type LaneId, laneId, type MapElementId } from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import { createStore } from 'zustand/vanilla'

/**
 * A corner of a line being dragged: the line as it would be on release, in world space. Like the drag
 * of a box it lives outside the document and outside React.
 */
export type LineGesture = {
  readonly id: LaneId | MapElementId
  readonly points: Polyline
  /** Of a line being drawn, the places that were clicked; of a curve, what it leads through. */
  readonly knots?: Polyline
  /** The lane that is being led on. */
  readonly from?: LaneId
}

/** What a lane is called while it is being drawn; no record has this id. */
export const DRAFT_LANE: LaneId = laneId('draft')

/** The drag in progress, or `null`. */
export const lineGestureStore = createStore<{ readonly gesture: LineGesture | null }>(() => ({
  gesture: null,
}))
