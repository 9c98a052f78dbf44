import { invert } from '@trueline/geometry'
import type { StoreApi } from 'zustand/vanilla'
import { notifyError } from '../../actions/notices.ts'
import type { Stage } from '../../scene/stage.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { type RunningMerge, startClipMerge } from '../../workers/merge.ts'

/** Above this a merged cloud slows every drawing, whatever the point budget. */
const MOST_POINTS = 1_500_000

/** The parts of a 3D view that a merged cloud needs. */
export type MergedParts = {
  readonly store: StoreApi<WorkbenchState>
  readonly stage: Stage
  readonly invalidate: () => void
}

/**
 * Shows the clip's sweeps as one cloud under the frame's own while the state asks for it; made when
 * first asked for. Returns what ends that.
 */
export function followMergedClip({ store, stage, invalidate }: MergedParts): () => void {
  let running: RunningMerge | null = null

  function start({ clip, preferences }: WorkbenchState): void {
    if (clip === null) return
    const mostPoints = Math.min(MOST_POINTS, preferences.pointBudget)
    store.setState({ merging: 0 })
    const mine = startClipMerge(clip, mostPoints, (share) => {
      if (running === mine) store.setState({ merging: share })
    })
    running = mine
    mine.merged.then(
      (merged) => {
        if (running !== mine) return
        store.setState({ merging: null })
        stage.merged.show(merged)
        place(store.getState())
      },
      (error: unknown) => {
        if (running !== mine) return
        store.setState({ merging: null, isMerged: false })
        notifyError(error)
      },
    )
  }

  function stop(): void {
    running?.stop()
    running = null
    stage.merged.show(null)
    if (store.getState().merging !== null) store.setState({ merging: null })
    invalidate()
  }

  function place({ clip, frame }: WorkbenchState): void {
    const worldFromEgo = clip?.frames[frame]?.worldFromEgo ?? null
    // A frame without a pose stands nowhere in the world.
    stage.merged.place(worldFromEgo === null ? null : invert(worldFromEgo))
    invalidate()
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.isMerged !== before.isMerged || state.clip?.id !== before.clip?.id) {
      if (running !== null) stop()
      if (state.isMerged) start(state)
    } else if (state.isMerged && state.frame !== before.frame) place(state)
  })
  return () => {
    unsubscribe()
    running?.stop()
  }
}
