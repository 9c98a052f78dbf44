import type { Clip } from '@trueline/annotation'
import { type CheckSettings, parseSettings } from '@trueline/consistency'
import type { StoreApi } from 'zustand/vanilla'
import { notifyError } from '../actions/notices.ts'
import type { Server } from '../server.ts'
import type { WorkbenchState } from '../store/state.ts'
import { checksFileOf } from './checksFile.ts'

type Parts = {
  readonly store: StoreApi<WorkbenchState>
  readonly server: Pick<Server, 'readChecks' | 'writeChecks'>
}

/** Takes how each clip is to be checked from the server as it is opened; returns how to stop. */
export function followClipChecks({ store, server }: Parts): () => void {
  const read = async (clip: Clip): Promise<void> => {
    const { checks, densities } = await server.readChecks(clip.id)
    if (store.getState().clip !== clip) return
    if (checks === null && densities === null) return
    const settings = checks === null ? {} : { checkSettings: parseSettings(checks) }
    store.setState({ ...settings, densities })
  }
  return store.subscribe((state, before) => {
    if (state.clip !== null && state.clip !== before.clip) read(state.clip).catch(notifyError)
  })
}

/** Checks the open clip by other settings, from now on and for everybody. */
export async function setClipChecks(
  { store, server }: Parts,
  checkSettings: CheckSettings,
): Promise<void> {
  const { clip } = store.getState()
  if (clip === null) return
  store.setState({ checkSettings })
  await server.writeChecks(clip.id, checksFileOf(checkSettings))
}
