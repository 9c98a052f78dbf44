import { notifyError } from './actions/notices.ts'
import { frameCount } from './store/selectors.ts'
import type { Workbench } from './workbench.ts'

/** Clips are recorded, and played, at 10 Hz. */
const FRAME_MS = 100

/**
 * Plays the clip while the state says so, until the function it returns is called. A frame is shown
 * once its points are there: on a slow line playing is slow, and nothing is left out.
 */
export function installPlayback({
  store,
  frames,
}: Pick<Workbench, 'store' | 'frames'>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined

  const step = async (): Promise<void> => {
    const shownAt = performance.now()
    const { clip, frame, frameRange } = store.getState()
    const next = frameAfter(frame, frameRange, frameCount(store.getState()))
    if (next === null) {
      store.setState({ isPlaying: false })
      return
    }
    try {
      await frames.load(next)
    } catch (error) {
      store.setState({ isPlaying: false })
      notifyError(error)
      return
    }
    const wait = Math.max(0, FRAME_MS - (performance.now() - shownAt))
    timer = setTimeout(() => {
      const state = store.getState()
      // Somebody may have stopped, jumped or changed the clip meanwhile.
      if (!state.isPlaying || state.clip !== clip) return
      if (state.frame === frame) store.setState({ frame: next })
      void step()
    }, wait)
  }

  const unsubscribe = store.subscribe(({ isPlaying }, previous) => {
    if (isPlaying === previous.isPlaying) return
    clearTimeout(timer)
    if (isPlaying) void step()
  })
  return () => {
    unsubscribe()
    clearTimeout(timer)
  }
}

/** The frame to play after one; within the chosen frames, where there are, in a loop. `null` at the end. */
export function frameAfter(frame: number, chosen: readonly number[], count: number): number | null {
  if (chosen.length > 1) return chosen.find((one) => one > frame) ?? chosen[0] ?? null
  return frame + 1 < count ? frame + 1 : null
}
