import { blobId } from '@trueline/annotation'
import { type BlobStore, MissingBlobError } from './blobStore.ts'

const NOTHING = blobId('0'.repeat(64))

/** A store that keeps nothing, for finding out what would be stored. */
export const noBlobs: BlobStore = {
  create: () =>
    Promise.resolve({
      append: () => Promise.resolve(),
      seal: () => Promise.resolve({ blob: NOTHING, isNew: false }),
      discard: () => Promise.resolve(),
    }),
  read: (blob) => Promise.reject(new MissingBlobError(blob)),
  size: () => Promise.resolve(null),
  remove: () => Promise.resolve(),
  list: () => Promise.resolve([]),
}
