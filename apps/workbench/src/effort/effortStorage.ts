import type { ClipId, TrackId } from '@trueline/annotation'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { type Effort, NO_EFFORT, sumOf } from './effort.ts'

/** The effort of each object of a clip; under `null` what was done while none was selected. */
export type EffortByTrack = ReadonlyMap<TrackId | null, Effort>

/** Where the log of effort outlives the page. */
export type EffortStorage = {
  readonly read: (clipId: ClipId) => Promise<EffortByTrack>
  /** Adds what was done to what is kept: other tabs add theirs. */
  readonly add: (clipId: ClipId, done: EffortByTrack) => Promise<void>
  readonly forget: (clipId: ClipId) => Promise<void>
}

type Kept = Effort & { readonly clipId: ClipId; readonly trackId: TrackId | '' }

type EffortSchema = DBSchema & {
  readonly effort: {
    readonly key: [string, string]
    readonly value: Kept
    readonly indexes: { readonly clip: string }
  }
}

/**
 * The log in IndexedDB, beside the outbox.
 *
 * @param owner Whose work it holds: what somebody else did in this browser is not told as theirs.
 * @throws {DOMException} when the browser keeps nothing, as in some private windows.
 */
export async function openIdbEffortStorage(owner: string | null): Promise<EffortStorage> {
  const name = owner === null ? 'trueline-effort' : `trueline-effort-${owner}`
  const database: IDBPDatabase<EffortSchema> = await openDB<EffortSchema>(name, 1, {
    upgrade: (fresh) => {
      fresh
        .createObjectStore('effort', { keyPath: ['clipId', 'trackId'] })
        .createIndex('clip', 'clipId')
    },
    // A newer version in another tab must not wait for this one for ever.
    blocking: () => database.close(),
  })
  return {
    async read(clipId) {
      const kept = await database.getAllFromIndex('effort', 'clip', clipId)
      return new Map(kept.map(({ trackId, clipId: _, ...effort }) => [trackId || null, effort]))
    },
    async add(clipId, done) {
      const transaction = database.transaction('effort', 'readwrite')
      for (const [id, effort] of done) {
        const trackId = id ?? ''
        const kept = (await transaction.store.get([clipId, trackId])) ?? NO_EFFORT
        await transaction.store.put({ ...sumOf([kept, effort]), clipId, trackId })
      }
      await transaction.done
    },
    async forget(clipId) {
      const transaction = database.transaction('effort', 'readwrite')
      const keys = await transaction.store.index('clip').getAllKeys(clipId)
      await Promise.all(keys.map((key) => transaction.store.delete(key)))
      await transaction.done
    },
  }
}

/** A storage that lasts as long as the object: for tests, and for a browser that keeps nothing. */
export function createMemoryEffortStorage(): EffortStorage {
  const clips = new Map<ClipId, EffortByTrack>()
  return {
    read: async (clipId) => clips.get(clipId) ?? new Map(),
    async add(clipId, done) {
      const kept = new Map(clips.get(clipId))
      for (const [id, effort] of done) kept.set(id, sumOf([kept.get(id) ?? NO_EFFORT, effort]))
      clips.set(clipId, kept)
    },
    forget: async (clipId) => void clips.delete(clipId),
  }
}
