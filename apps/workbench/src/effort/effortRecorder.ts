import type { ClipId } from '@trueline/annotation'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from '../store/state.ts'
import { type EffortKind, NO_EFFORT, sumOf, withAction } from './effort.ts'
import type { EffortByTrack, EffortStorage } from './effortStorage.ts'

/**
 * What was done for the open clip, in this session and before. Apart from the workbench's state: it
 * changes with every key, and only its panel looks.
 */
export const effortStore = createStore<{ readonly byTrack: EffortByTrack }>(() => ({
  byTrack: new Map(),
}))

/** Records what a person does. */
export type EffortRecorder = {
  readonly note: (kind: EffortKind) => void
  /** Keeps what was noted; called by itself a while after the last note. */
  readonly keep: () => Promise<void>
  readonly dispose: () => void
}

/** What a recorder stands on. */
export type RecorderParts = {
  readonly store: StoreApi<WorkbenchState>
  readonly storage: EffortStorage
  readonly nowMs: () => number
  readonly after: (ms: number, then: () => void) => unknown
}

/** Notes are kept this long after the first that is not. */
const KEEP_AFTER_MS = 2000

/** A recorder of the open clip, while the person and the clip let it record. */
export function createEffortRecorder({
  store,
  storage,
  nowMs,
  after,
}: RecorderParts): EffortRecorder {
  let clipId: ClipId | null = null
  let unkept: EffortByTrack = new Map()
  /** When somebody was there last; `null` before. */
  let lastMs: number | null = null
  let isKeeping = false

  async function keep(): Promise<void> {
    isKeeping = false
    const done = unkept
    unkept = new Map()
    if (clipId !== null && done.size > 0) await storage.add(clipId, done)
  }

  function begin(next: ClipId | null): void {
    void keep()
    clipId = next
    lastMs = null
    effortStore.setState({ byTrack: new Map() })
    if (next === null) return
    storage.read(next).then(
      (kept) => {
        if (clipId === next) effortStore.setState({ byTrack: added(kept, unkept) })
      },
      // A log that cannot be read begins anew: no work hangs on it.
      () => undefined,
    )
  }

  function note(kind: EffortKind): void {
    const { preferences, selectedTrackId, isEffortAllowed } = store.getState()
    if (clipId === null || !preferences.isEffortLogged || !isEffortAllowed) return
    const nothing = { byTrack: new Map(), lastMs }
    const done = withAction(nothing, { kind, trackId: selectedTrackId, atMs: nowMs() })
    lastMs = done.lastMs
    unkept = added(unkept, done.byTrack)
    effortStore.setState(({ byTrack }) => ({ byTrack: added(byTrack, done.byTrack) }))
    if (isKeeping) return
    isKeeping = true
    after(KEEP_AFTER_MS, () => void keep())
  }

  /** A clip that is not to be logged any more takes along what was. */
  function forget(): void {
    unkept = new Map()
    effortStore.setState({ byTrack: new Map() })
    if (clipId !== null) storage.forget(clipId).catch(() => undefined)
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.clip?.id !== before.clip?.id) begin(state.clip?.id ?? null)
    else if (before.isEffortAllowed && !state.isEffortAllowed) forget()
    // Older edits that are read later come before the last.
    const edit = state.ownEdits.at(-1)
    const isNew = edit !== before.ownEdits.at(-1) && state.clip?.id === before.clip?.id
    if (isNew && edit !== undefined && edit.kind !== 'edit') note('undo')
  })
  begin(store.getState().clip?.id ?? null)

  return {
    note,
    keep,
    dispose() {
      unsubscribe()
      void keep()
    },
  }
}

function added(a: EffortByTrack, b: EffortByTrack): EffortByTrack {
  const sum = new Map(a)
  for (const [id, effort] of b) sum.set(id, sumOf([sum.get(id) ?? NO_EFFORT, effort]))
  return sum
}
