import type { StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from '../store/state.ts'

/** Work that can wait is put off no longer than this. */
const LONGEST_MS = 400

/** Resolves once the window has nothing better to do: the frame is painted, nothing plays. */
export async function whenIdle(store: StoreApi<WorkbenchState>): Promise<void> {
  const isTaken = ({ painted, isPlaying }: WorkbenchState): boolean => painted === null || isPlaying
  if (isTaken(store.getState())) {
    await new Promise<void>((resolve) => {
      const unsubscribe = store.subscribe((state) => {
        if (isTaken(state)) return
        unsubscribe()
        resolve()
      })
    })
  }
  await new Promise<void>((resolve) => {
    // Not every browser has it.
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, LONGEST_MS / 10)
    else requestIdleCallback(() => resolve(), { timeout: LONGEST_MS })
  })
}
