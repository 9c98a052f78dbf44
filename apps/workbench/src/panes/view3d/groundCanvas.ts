import { invert } from '@trueline/geometry'
import { notifyError } from '../../actions/notices.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { type RunningCanvas, startCanvas } from '../../workers/canvas.ts'
import type { MergedParts } from './mergedClip.ts'

/**
 * Shows the clip's ground as a picture while the state asks for it, painted when first asked for. Returns
 * what ends that.
 */
export function followGroundCanvas({ store, stage, invalidate }: MergedParts): () => void {
  let running: RunningCanvas | null = null

  function start({ clip, annotations }: WorkbenchState): void {
    if (clip === null) return
    store.setState({ painting: 0 })
    const mine = startCanvas(clip, annotations, (share) => {
      if (running === mine) store.setState({ painting: share })
    })
    running = mine
    mine.painted.then(
      (tiles) => {
        if (running !== mine) return
        store.setState({ painting: null })
        stage.groundTiles.show(tiles)
        place(store.getState())
      },
      (error: unknown) => {
        if (running !== mine) return
        store.setState({ painting: null, hasCanvas: false })
        notifyError(error)
      },
    )
  }

  function stop(): void {
    running?.stop()
    running = null
    stage.groundTiles.show([])
    if (store.getState().painting !== null) store.setState({ painting: null })
    invalidate()
  }

  function place({ clip, frame }: WorkbenchState): void {
    const worldFromEgo = clip?.frames[frame]?.worldFromEgo ?? null
    stage.groundTiles.place(worldFromEgo === null ? null : invert(worldFromEgo))
    invalidate()
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.hasCanvas !== before.hasCanvas || state.clip?.id !== before.clip?.id) {
      if (running !== null) stop()
      if (state.hasCanvas) start(state)
    } else if (state.hasCanvas && state.frame !== before.frame) place(state)
  })
  return () => {
    unsubscribe()
    running?.stop()
  }
}
