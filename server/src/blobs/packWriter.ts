import type { BlobId, BlobRange } from '@trueline/annotation'
import type { BlobStore, BlobWriter } from './blobStore.ts'

/** Where bytes went; its blob has a name only once the packs are sealed. */
export type PackTicket = { readonly pack: number; readonly offset: number; readonly bytes: number }

/** Puts sweeps or images one after the other into few large blobs. */
export type PackWriter = {
  readonly append: (bytes: Uint8Array) => Promise<PackTicket>
  /** Seals what is open. After it `rangeOf` answers. */
  readonly finish: () => Promise<void>
  readonly rangeOf: (ticket: PackTicket) => BlobRange
  /** Every blob sealed so far. */
  readonly blobs: () => readonly BlobId[]
  /** Drops the open pack and waits for those being sealed; sealed ones stay. */
  readonly abandon: () => Promise<void>
}

/** Small enough to be held by a cache whole, large enough that a recording is few files. */
const PACK_BYTES = 32 * 2 ** 20

/** A writer whose memory does not grow with what is written: each piece goes to the disk at once. */
export function packWriter(store: BlobStore, packBytes = PACK_BYTES): PackWriter {
  const sealed: BlobId[] = []
  let open: { readonly writer: BlobWriter; size: number } | null = null
  let count = 0
  // A pack reaches the disk while the next one is being filled; never more than one.
  let sealing: Promise<void> = Promise.resolve()

  const seal = async (writer: BlobWriter): Promise<void> => {
    await sealing
    sealing = writer.seal().then(({ blob }) => {
      sealed.push(blob)
    })
    // Reported by whoever awaits `sealing` next; until then it is not unhandled.
    sealing.catch(() => {})
  }

  return {
    append: async (bytes) => {
      open ??= { writer: await store.create(), size: 0 }
      const pack = open
      const ticket = { pack: count, offset: pack.size, bytes: bytes.length }
      await pack.writer.append(bytes)
      pack.size += bytes.length
      if (pack.size >= packBytes) {
        open = null
        count += 1
        await seal(pack.writer)
      }
      return ticket
    },
    finish: async () => {
      if (open !== null) await seal(open.writer)
      open = null
      await sealing
    },
    rangeOf: ({ pack, offset, bytes }) => {
      const blob = sealed[pack]
      if (blob === undefined) throw new Error(`Pack ${pack} is not sealed`)
      return { blob, offset, bytes }
    },
    blobs: () => sealed,
    abandon: async () => {
      await open?.writer.discard()
      open = null
      await sealing.catch(() => {})
    },
  }
}
