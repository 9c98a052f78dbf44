import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { PendingEdit } from '../store/replica.ts'
import type { Conflict } from './conflict.ts'
import type { OutboxStorage } from './outboxStorage.ts'

type OutboxSchema = DBSchema & {
  readonly edits: { readonly key: number; readonly value: PendingEdit }
  readonly conflicts: {
    readonly key: string
    readonly value: Conflict
    readonly indexes: { readonly clip: string }
  }
}

/** The browser's relaxed default answers before the bytes are on the disk. */
const STRICT = { durability: 'strict' } as const

/**
 * The outbox in IndexedDB, shared by the tabs of this origin.
 *
 * @param owner Whose edits it holds: who signs in after somebody else never sends theirs.
 *
 * @throws {DOMException} when the browser keeps nothing, as in some private windows.
 */
export async function openIdbOutboxStorage(owner: string | null): Promise<OutboxStorage> {
  const name = owner === null ? 'trueline-outbox' : `trueline-outbox-${owner}`
  const database: IDBPDatabase<OutboxSchema> = await openDB<OutboxSchema>(name, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('edits', { autoIncrement: true })
      fresh.createObjectStore('conflicts', { keyPath: 'id' }).createIndex('clip', 'clipId')
    },
    // A newer version in another tab must not wait for this one for ever.
    blocking: () => database.close(),
  })
  return {
    edits: async () => {
      const transaction = database.transaction('edits')
      const [keys, edits] = await Promise.all([
        transaction.store.getAllKeys(),
        transaction.store.getAll(),
      ])
      return edits.map((pending, index) => ({ key: keys[index]!, pending }))
    },
    add: async (pending) => {
      const transaction = database.transaction('edits', 'readwrite', STRICT)
      const adding = transaction.store.add(pending)
      // Asked for with the edit itself: a tab that dies before it hears of the edit has still kept it.
      transaction.commit()
      const [key] = await Promise.all([adding, transaction.done])
      return key
    },
    remove: async (key) => {
      await database.delete('edits', key)
    },
    setAside: async (keys, conflict) => {
      const transaction = database.transaction(['edits', 'conflicts'], 'readwrite', STRICT)
      await Promise.all([
        ...keys.map((key) => transaction.objectStore('edits').delete(key)),
        transaction.objectStore('conflicts').put(conflict),
        transaction.done,
      ])
    },
    conflictsOf: (clipId) => database.getAllFromIndex('conflicts', 'clip', clipId),
    removeConflict: async (id) => {
      await database.delete('conflicts', id)
    },
  }
}
