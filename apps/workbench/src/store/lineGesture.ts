import type { LaneId, MapElementId } from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import { createStore } from 'zustand/vanilla'

/**
 * A corner of a line being dragged: the line as it would be on release, in world space. Like the drag
 * of a box it lives outside the document and outside React.
 */
export type LineGesture = { readonly id: LaneId | MapElementId; readonly points: Polyline }

/** The drag in progress, or `null`. */
export const lineGestureStore = createStore<{ readonly gesture: LineGesture | null }>(() => ({
  gesture: null,
}))
