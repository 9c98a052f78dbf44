import { createHash } from 'node:crypto'
import { type BlobId, blobId } from '@trueline/annotation'
import { type BlobStore, MissingBlobError } from './blobStore.ts'

/** Blobs in memory. */
export function memoryBlobs(): BlobStore {
  const blobs = new Map<BlobId, Uint8Array>()
  return {
    create: () => {
      const pieces: Uint8Array[] = []
      return Promise.resolve({
        append: (bytes) => {
          pieces.push(bytes.slice())
          return Promise.resolve()
        },
        seal: () => {
          const content = Buffer.concat(pieces)
          const blob = blobId(createHash('sha256').update(content).digest('hex'))
          const isNew = !blobs.has(blob)
          blobs.set(blob, content)
          return Promise.resolve({ blob, isNew })
        },
        discard: () => Promise.resolve(),
      })
    },
    read: (blob, { offset, bytes }) => {
      const content = blobs.get(blob)
      if (content === undefined) return Promise.reject(new MissingBlobError(blob))
      return Promise.resolve(Uint8Array.from(content.subarray(offset, offset + bytes)))
    },
    size: (blob) => Promise.resolve(blobs.get(blob)?.length ?? null),
    remove: (blob) => {
      blobs.delete(blob)
      return Promise.resolve()
    },
    list: () => Promise.resolve([...blobs.keys()]),
  }
}
