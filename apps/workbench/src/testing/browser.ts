import type { ClipId } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import type { Follower } from '../server.ts'
import { createWorkbenchStore } from '../store/createStore.ts'
import { withStoredEdit } from '../store/documentChanges.ts'
import type { WorkbenchState } from '../store/state.ts'
import { type Outbox, openOutbox } from '../sync/outbox.ts'
import { createMemoryOutboxStorage, type OutboxStorage } from '../sync/outboxStorage.ts'
import { createSession, type Session, withConflict } from '../sync/session.ts'
import { createHandClock, settled } from './handClock.ts'
import type { MemoryServer } from './memoryServer.ts'
import { memoryTexts } from './testStore.ts'

/** A browser with a clip open: what it shows and keeps, and its own line to the server. */
export type TestBrowser = {
  readonly store: StoreApi<WorkbenchState>
  readonly session: Session
  readonly storage: OutboxStorage
  /** Cuts this browser's line or mends it; `deaf` cuts only the way back. */
  readonly setLine: (line: 'up' | 'down' | 'deaf') => void
}

/** A browser on a server, wired as the workbench is; what `storage` holds is on its way again. */
export async function openBrowser(
  server: MemoryServer,
  given: { readonly clipId: ClipId; readonly authorId: string; readonly storage?: OutboxStorage },
): Promise<TestBrowser> {
  const { clipId, authorId, storage = createMemoryOutboxStorage() } = given
  let line: 'up' | 'down' | 'deaf' = 'up'
  let outbox: Outbox | null = null
  const missed: (() => void)[] = []
  const store = createWorkbenchStore(
    {
      authorId,
      keep: (pending) => outbox?.keep(pending),
      leftAlone: () => undefined,
      notAllowed: () => undefined,
    },
    memoryTexts(),
  )
  outbox = await openOutbox({
    storage,
    append: async (pending) => {
      if (line === 'down') throw new Error('No connection')
      const answer = await server.append(pending)
      if (line !== 'up') throw new Error('Connection lost')
      return answer
    },
    saving: (saving) => store.setState({ saving }),
    stored: ({ edit }, revisions) =>
      store.setState((state) => withStoredEdit(state, { edit, revisions })),
    refused: (conflict) => store.setState((state) => withConflict(state, conflict)),
    keepingFailed: () => undefined,
    after: createHandClock().after,
  })
  const resumable = (follower: Follower): Follower => ({
    ...follower,
    stored: (stored) => {
      if (line === 'up') follower.stored(stored)
      else missed.push(() => follower.stored(stored))
    },
  })
  const session = createSession({
    store,
    outbox,
    storage,
    authorId,
    prepare: () => undefined,
    server: { ...server, follow: (from, follower) => server.follow(from, resumable(follower)) },
  })
  await session.open(clipId, 'Test drive')
  await settled()
  return {
    store,
    session,
    storage,
    setLine(next) {
      line = next
      if (line !== 'up') return
      for (const tell of missed.splice(0)) tell()
      outbox?.retry()
    },
  }
}
