import type { StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from '../store/state.ts'
import { isSamePick, type Pickable, pickInTurn } from '../tools/pickInTurn.ts'
import type { Place } from './pointer.ts'

/** A click no further than this from the last one is at the same place. */
const SAME_PX = 4

/** What selects by clicks in one view. */
export type Picking = {
  /** Selects what lies at a place, clicked again there the next one below; whether anything lies there. */
  readonly pick: (at: Place) => boolean
  /** Selects again what was selected before the last click, where that lies at its place. */
  readonly takeBack: () => void
}

/**
 * Selecting by clicks in a view.
 *
 * @param thingsAt What lies at a place of the view now, the thing that is meant first in front.
 */
export function createPicking(
  store: StoreApi<WorkbenchState>,
  thingsAt: (at: Place) => readonly Pickable[],
): Picking {
  let last: { readonly at: Place; readonly before: Pickable } | null = null
  return {
    pick(at) {
      const isAgain = last !== null && Math.hypot(at[0] - last.at[0], at[1] - last.at[1]) <= SAME_PX
      // The order of things is that of the first click, wherever the hand has trembled to since.
      const place = isAgain && last !== null ? last.at : at
      const { selectedTrackId, selectedFixedId } = store.getState()
      const before = { selectedTrackId, selectedFixedId }
      const picked = pickInTurn(thingsAt(place), { selected: before, isAgain })
      last = { at: place, before }
      if (picked !== null) store.setState(picked)
      return picked !== null
    },
    takeBack() {
      if (last === null) return
      const { at, before } = last
      if (thingsAt(at).some((thing) => isSamePick(thing, before))) store.setState(before)
    },
  }
}
