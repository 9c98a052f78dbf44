import type { BlobId } from '@trueline/annotation'
import pLimit from 'p-limit'
import { unneededBlobs } from '../clips/clips.ts'
import type { Queries } from '../db/database.ts'
import type { BlobStore } from './blobStore.ts'

/**
 * Keeps imports and removals that run side by side out of each other's way: a blob that an import has
 * written, or found there, stays until the import has ended, when a clip stands on it or none does.
 */
export type BlobHolds = {
  /** A store whose sealed blobs stay; `release` gives up those that no clip came to need. */
  readonly hold: () => { readonly store: BlobStore; readonly release: () => Promise<void> }
  /** Removes those of some blobs that no clip needs and no import holds, and returns how many. */
  readonly removeUnneeded: (blobs: readonly BlobId[]) => Promise<number>
}

/** Nothing is held yet. Speaks for this process alone. */
export function createBlobHolds(parts: {
  readonly queries: Queries
  readonly blobs: BlobStore
}): BlobHolds {
  const { queries, blobs } = parts
  const holders = new Map<BlobId, number>()
  /** Blobs that were to go while they were held. */
  const doomed = new Set<BlobId>()
  // Between finding a blob there and holding it, and between asking who needs it and removing it,
  // nothing else may come.
  const alone = pLimit(1)

  const removeUnneeded = (candidates: readonly BlobId[]): Promise<number> =>
    alone(async () => {
      for (const blob of candidates) if (holders.has(blob)) doomed.add(blob)
      const free = await unneededBlobs(
        queries,
        candidates.filter((blob) => !holders.has(blob)),
      )
      for (const blob of free) await blobs.remove(blob)
      return free.length
    })

  const hold: BlobHolds['hold'] = () => {
    const held: BlobId[] = []
    const fresh: BlobId[] = []
    const seal = (sealing: () => Promise<{ readonly blob: BlobId; readonly isNew: boolean }>) =>
      alone(async () => {
        const sealed = await sealing()
        held.push(sealed.blob)
        if (sealed.isNew) fresh.push(sealed.blob)
        holders.set(sealed.blob, (holders.get(sealed.blob) ?? 0) + 1)
        return sealed
      })
    return {
      store: {
        ...blobs,
        create: async () => {
          const writer = await blobs.create()
          return { ...writer, seal: () => seal(writer.seal) }
        },
      },
      release: async () => {
        for (const blob of held) {
          const others = (holders.get(blob) ?? 0) - 1
          if (others > 0) holders.set(blob, others)
          else holders.delete(blob)
        }
        const going = held.filter((blob) => fresh.includes(blob) || doomed.has(blob))
        for (const blob of going) doomed.delete(blob)
        await removeUnneeded(going)
      },
    }
  }

  return { hold, removeUnneeded }
}
