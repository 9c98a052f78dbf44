import type { Clip } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import { notifyError } from '../actions/notices.ts'
import type { Server } from '../server.ts'
import type { WorkbenchState } from '../store/state.ts'

type Parts = {
  readonly store: StoreApi<WorkbenchState>
  readonly server: Pick<Server, 'readEffortLogged' | 'writeEffortLogged'>
}

/** Takes whether effort is logged of each clip from the server as it is opened; returns how to stop. */
export function followClipEffort({ store, server }: Parts): () => void {
  const read = async (clip: Clip): Promise<void> => {
    const isEffortAllowed = await server.readEffortLogged(clip.id)
    if (store.getState().clip === clip) store.setState({ isEffortAllowed })
  }
  return store.subscribe((state, before) => {
    if (state.clip !== null && state.clip !== before.clip) read(state.clip).catch(notifyError)
  })
}

/** Lets effort be logged of the open clip, or not, from now on and for everybody. */
export async function setClipEffort(
  { store, server }: Parts,
  isEffortAllowed: boolean,
): Promise<void> {
  const { clip } = store.getState()
  if (clip === null) return
  store.setState({ isEffortAllowed })
  await server.writeEffortLogged(clip.id, isEffortAllowed)
}
