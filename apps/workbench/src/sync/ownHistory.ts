import type { StoreApi } from 'zustand/vanilla'
import type { Server } from '../server.ts'
import { withOlderEdits } from '../store/documentChanges.ts'
import type { WorkbenchState } from '../store/state.ts'
import { parseAuthor } from './author.ts'

/** Fewer steps than this to take back, and the log is read further. */
const ENOUGH_STEPS = 20

/**
 * Reads this browser's own edits back from the open clip's log, a page at a time and only while there
 * are few steps to take back, so that undo and redo go on after a reload. Returns how to stop.
 */
export function followOwnHistory(
  store: StoreApi<WorkbenchState>,
  server: Pick<Server, 'readHistory'>,
  authorId: string,
): () => void {
  const clipId = store.getState().clip?.id
  let before: number | null = null
  let isDone = clipId === undefined
  let isReading = false

  const readOn = async (): Promise<void> => {
    if (clipId === undefined || isDone || isReading) return
    if (store.getState().history.undo.length >= ENOUGH_STEPS) return
    isReading = true
    try {
      const entries = await server.readHistory(clipId, before)
      if (isDone) return
      before = entries.at(-1)?.seq ?? before
      isDone = entries.length === 0
      const own = entries.filter(({ author }) => parseAuthor(author).id === authorId)
      const older = own.map(({ edit }) => edit).reverse()
      if (older.length > 0) store.setState((state) => withOlderEdits(state, older))
    } catch {
      // Without network the next edit or undo asks again.
      isReading = false
      return
    }
    isReading = false
    await readOn()
  }

  const unsubscribe = store.subscribe((state, previous) => {
    if (state.history !== previous.history) void readOn()
  })
  void readOn()
  return () => {
    isDone = true
    unsubscribe()
  }
}
