import { cuboidOf, cuboidsOf, isShown, trackOf } from '@trueline/annotation'
import { poseOf } from '@trueline/geometry'
import { notifyError } from '../../actions/notices.ts'
import type { WorkbenchState } from '../../store/state.ts'
import type { RunningMerge } from '../../workers/merge.ts'
import { objectSweeps, startObjectMerge } from '../../workers/objectMerge.ts'
import type { MergedParts } from './mergedClip.ts'

/** An edit made by hand is seldom the last: the cloud is made again once it rests. */
const REST_MS = 700

/**
 * Shows the selected object's points of all frames where its box is, while the state asks for it.
 * Returns what ends that.
 */
export function followObjectCloud({ store, stage, invalidate }: MergedParts): () => void {
  let running: RunningMerge | null = null
  let restTimer: ReturnType<typeof setTimeout> | undefined

  function start(): void {
    stop()
    const { clip, annotations, selectedTrackId, hasObjectCloud } = store.getState()
    if (!hasObjectCloud || clip === null || selectedTrackId === null) return
    const track = trackOf(annotations, selectedTrackId)
    const cuboids = cuboidsOf(annotations, selectedTrackId)
    if (track === undefined) return
    const mine = startObjectMerge(objectSweeps({ clip, track, cuboids }), () => undefined)
    running = mine
    mine.merged.then(
      (merged) => {
        if (running !== mine) return
        stage.objectCloud.show(merged)
        place(store.getState())
      },
      (error: unknown) => {
        if (running !== mine) return
        store.setState({ hasObjectCloud: false })
        notifyError(error)
      },
    )
  }

  function stop(): void {
    clearTimeout(restTimer)
    running?.stop()
    running = null
    stage.objectCloud.show(null)
    invalidate()
  }

  function place({ annotations, selectedTrackId, frame }: WorkbenchState): void {
    const cuboid =
      selectedTrackId === null ? undefined : cuboidOf(annotations, selectedTrackId, frame)
    stage.objectCloud.place(cuboid !== undefined && isShown(cuboid) ? poseOf(cuboid) : null)
    invalidate()
  }

  const unsubscribe = store.subscribe((state, before) => {
    const isAsked = state.hasObjectCloud !== before.hasObjectCloud
    const isOther =
      state.clip?.id !== before.clip?.id || state.selectedTrackId !== before.selectedTrackId
    if (isAsked || (state.hasObjectCloud && isOther)) {
      start()
      return
    }
    if (!state.hasObjectCloud || state.selectedTrackId === null) return
    const id = state.selectedTrackId
    if (cuboidsOf(state.annotations, id) !== cuboidsOf(before.annotations, id)) {
      clearTimeout(restTimer)
      restTimer = setTimeout(start, REST_MS)
      place(state)
    } else if (state.frame !== before.frame) place(state)
  })
  start()
  return () => {
    unsubscribe()
    stop()
  }
}
