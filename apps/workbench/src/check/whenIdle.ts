import type { StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from '../store/state.ts'

/** What is asked of an idle window waits no longer than this. */
const LONGEST_IDLE_MS = 400
/** The first painting is waited for so long: a 3D view behind another pane paints nothing. */
const LONGEST_PAINT_MS = 5000

/** Resolves once the clip is painted and nothing plays, or has not been for long. */
export async function whenShown(store: StoreApi<WorkbenchState>): Promise<void> {
  const isTaken = ({ painted, isPlaying }: WorkbenchState): boolean => painted === null || isPlaying
  if (!isTaken(store.getState())) return
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      unsubscribe()
      resolve()
    }
    const timer = setTimeout(done, LONGEST_PAINT_MS)
    const unsubscribe = store.subscribe((state) => {
      if (!isTaken(state)) done()
    })
  })
}

/** Resolves once the window has nothing better to do: the clip is shown, and no frame is due. */
export async function whenIdle(store: StoreApi<WorkbenchState>): Promise<void> {
  await whenShown(store)
  await new Promise<void>((resolve) => {
    // Not every browser has it.
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, LONGEST_IDLE_MS / 10)
    else requestIdleCallback(() => resolve(), { timeout: LONGEST_IDLE_MS })
  })
}
