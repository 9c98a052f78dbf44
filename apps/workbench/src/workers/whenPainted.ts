import type { StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from '../store/state.ts'

/** A 3D view that is hidden paints nothing: nobody waits for it longer. */
const LONGEST_MS = 600

/**
 * Resolves once the 3D view shows a frame, or nobody will see it: the clip plays, the person has gone
 * elsewhere, or no view paints it in time.
 */
export function whenPainted(
  store: Pick<StoreApi<WorkbenchState>, 'getState' | 'subscribe'>,
  frame: number,
): Promise<void> {
  const isOver = (state: WorkbenchState): boolean =>
    state.isPlaying || state.frame !== frame || state.painted?.frame === frame
  if (isOver(store.getState())) return Promise.resolve()
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
    const timer = setTimeout(end, LONGEST_MS)
    const unsubscribe = store.subscribe((state) => {
      if (isOver(state)) end()
    })
  })
}
