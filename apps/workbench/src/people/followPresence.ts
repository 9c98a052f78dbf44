import type { ClipId } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import type { Server } from '../server.ts'
import { isSameValue } from '../store/sameValue.ts'
import type { WorkbenchState } from '../store/state.ts'

/** Said again so often, else the server takes it that this window was closed. */
const AGAIN_MS = 15_000
/** While somebody scrubs it is not said at every frame. */
const PAUSE_MS = 400

type Parts = {
  readonly store: StoreApi<WorkbenchState>
  readonly server: {
    readonly people: Pick<Server['people'], 'tellPresence' | 'leave' | 'watchPresence'>
  }
  readonly windowId: string
}

/**
 * Tells the server which clip and object this window looks at, and the state who else is on the clip;
 * returns how to stop.
 */
export function followPresence({ store, server: { people }, windowId }: Parts): () => void {
  let leave: () => void = () => {}
  let timer: ReturnType<typeof setTimeout> | null = null

  const tell = (clipId: ClipId): void => {
    const { frame, selectedTrackId, preferences } = store.getState()
    const told = { clipId, windowId, frame, trackId: selectedTrackId, name: preferences.authorName }
    // Out of reach it is not heard; the next time it is.
    people.tellPresence(told).catch(() => undefined)
  }
  const arrive = (clipId: ClipId): void => {
    tell(clipId)
    const again = setInterval(() => tell(clipId), AGAIN_MS)
    const stop = people.watchPresence({ clipId, windowId }, (there) => {
      const present = there.filter((one) => one.windowId !== windowId)
      // Told again every few seconds: nobody is shown anew for that.
      if (!isSameValue(present, store.getState().present)) store.setState({ present })
    })
    leave = () => {
      clearInterval(again)
      stop()
      people.leave(clipId, windowId).catch(() => undefined)
    }
  }
  const unsubscribe = store.subscribe((state, before) => {
    const clipId = state.clip?.id ?? null
    if (clipId !== (before.clip?.id ?? null)) {
      leave()
      leave = () => {}
      if (clipId !== null) arrive(clipId)
      return
    }
    if (clipId === null) return
    if (state.frame === before.frame && state.selectedTrackId === before.selectedTrackId) return
    timer ??= setTimeout(() => {
      timer = null
      if (store.getState().clip?.id === clipId) tell(clipId)
    }, PAUSE_MS)
  })
  return () => {
    unsubscribe()
    if (timer !== null) clearTimeout(timer)
    leave()
  }
}
