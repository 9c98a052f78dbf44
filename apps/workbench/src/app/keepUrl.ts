import type { StoreApi } from 'zustand/vanilla'
import { clipInUrl, clipUrl } from '../api.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Session } from '../sync/session.ts'

/** Keeps the page's address and title as the clip that is open, so that a reload or a link opens it. */
export function keepUrl(store: StoreApi<WorkbenchState>, session: Session): void {
  store.subscribe(({ clip }, before) => {
    if (clip === before.clip || clip === null) return
    document.title = `${clip.name} · Trueline`
    if (clipInUrl() === clip.id) return
    if (clipInUrl() === null) history.replaceState(null, '', clipUrl(clip))
    else history.pushState(null, '', clipUrl(clip))
  })
  window.addEventListener('popstate', () => {
    const wanted = clipInUrl()
    if (wanted !== null && wanted !== store.getState().clip?.id) void session.open(wanted, '')
  })
}
