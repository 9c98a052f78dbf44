import type { StoreApi } from 'zustand/vanilla'
import { clipInUrl } from '../api.ts'
import type { ClipSummary, Server } from '../server.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Session } from '../sync/session.ts'

/** How often a server that cannot be reached, or that makes its demo clip, is asked again. */
const ASK_MS = 700

/**
 * Opens the clip a person came for: the one in the address, else the newest. Until the server answers
 * and has one, the state says how that stands.
 */
export async function arrive({
  store,
  server,
  session,
}: {
  readonly store: StoreApi<WorkbenchState>
  readonly server: Server
  readonly session: Session
}): Promise<void> {
  const wanted = clipInUrl()
  if (wanted !== null) return session.open(wanted, '')
  // Somebody may open or import a clip while we wait.
  const isOver = (): boolean => store.getState().clip !== null || store.getState().opening !== null
  while (!isOver()) {
    const found = await look(store, server)
    if (found !== null && !isOver()) return session.open(found.clipId, found.name)
    await new Promise((resolve) => setTimeout(resolve, ASK_MS))
  }
}

async function look(store: StoreApi<WorkbenchState>, server: Server): Promise<ClipSummary | null> {
  try {
    const [{ preparing }, clips] = await Promise.all([server.readStatus(), server.listClips()])
    const newest = clips.toSorted((a, b) => b.createdAtUs - a.createdAtUs)[0]
    if (newest !== undefined) return newest
    const arrival = preparing ? ({ state: 'preparing', ...preparing } as const) : NO_CLIPS
    store.setState({ arrival })
  } catch {
    store.setState({ arrival: { state: 'unreachable' } })
  }
  return null
}

const NO_CLIPS = { state: 'noClips' } as const
