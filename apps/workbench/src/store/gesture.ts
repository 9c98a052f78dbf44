import type { TrackId } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import { createStore } from 'zustand/vanilla'

/**
 * A drag in progress: the box as it would be on release, in the ego space of its frame.
 *
 * It lives outside the document and outside React: views read it in their own loop, so that a
 * pointer move renders no tree. Release commits one patch; Escape drops it.
 */
export type Gesture = { readonly trackId: TrackId; readonly frame: number; readonly cuboid: Cuboid }

/** The drag in progress, or `null`. */
export const gestureStore = createStore<{ readonly gesture: Gesture | null }>(() => ({
  gesture: null,
}))
