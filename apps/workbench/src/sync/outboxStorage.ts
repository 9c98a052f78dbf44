import type { ClipId } from '@trueline/annotation'
import type { PendingEdit } from '../store/replica.ts'
import type { Conflict } from './conflict.ts'

/** An edit as kept, under a key that rises with the order they were made in. */
export type KeptEdit = { readonly key: number; readonly pending: PendingEdit }

/** What survives a reload, a crash and a day without network. */
export type OutboxStorage = {
  /** Every kept edit, in order. */
  readonly edits: () => Promise<readonly KeptEdit[]>
  /** Keeps an edit; resolves with its key once it would survive a power loss. */
  readonly add: (pending: PendingEdit) => Promise<number>
  readonly remove: (key: number) => Promise<void>
  /** Takes edits out and keeps them as a conflict, both or neither. */
  readonly setAside: (keys: readonly number[], conflict: Conflict) => Promise<void>
  /** The conflicts of a clip that its author has not decided, oldest first. */
  readonly conflictsOf: (clipId: ClipId) => Promise<readonly Conflict[]>
  readonly removeConflict: (id: string) => Promise<void>
}

/** A storage that lasts as long as the object: for tests, and for a browser that keeps nothing. */
export function createMemoryOutboxStorage(): OutboxStorage {
  const edits = new Map<number, PendingEdit>()
  const conflicts = new Map<string, Conflict>()
  let lastKey = 0
  return {
    edits: async () => Array.from(edits, ([key, pending]) => ({ key, pending })),
    add: async (pending) => {
      edits.set(++lastKey, pending)
      return lastKey
    },
    remove: async (key) => void edits.delete(key),
    setAside: async (keys, conflict) => {
      for (const key of keys) edits.delete(key)
      conflicts.set(conflict.id, conflict)
    },
    conflictsOf: async (clipId) => [...conflicts.values()].filter((one) => one.clipId === clipId),
    removeConflict: async (id) => void conflicts.delete(id),
  }
}
