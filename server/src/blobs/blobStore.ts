import type { BlobId } from '@trueline/annotation'

/**
 * Where blobs are kept. A blob's name is the SHA-256 of its content: it never changes, and the same
 * content is kept once.
 */
export type BlobStore = {
  /** A blob to be written piece by piece; nobody sees it before it is sealed. */
  readonly create: () => Promise<BlobWriter>
  /**
   * A stretch of a blob, cut at its end; the caller owns the array.
   *
   * @throws {MissingBlobError} when there is no such blob.
   */
  readonly read: (blob: BlobId, range: Stretch) => Promise<Uint8Array>
  /** A blob's length in bytes; `null` when there is none. */
  readonly size: (blob: BlobId) => Promise<number | null>
  readonly remove: (blob: BlobId) => Promise<void>
  readonly list: () => Promise<readonly BlobId[]>
}

/** Bytes `offset` up to `offset + bytes`. */
export type Stretch = { readonly offset: number; readonly bytes: number }

/** A blob that is being written. */
export type BlobWriter = {
  /** Adds bytes at the end; they are copied or written before it resolves. */
  readonly append: (bytes: Uint8Array) => Promise<void>
  /** Makes it durable and gives it its name. `isNew` is false when the same content was there. */
  readonly seal: () => Promise<{ readonly blob: BlobId; readonly isNew: boolean }>
  readonly discard: () => Promise<void>
}

/** A blob that is not there. */
export class MissingBlobError extends Error {
  override readonly name = 'MissingBlobError'
  constructor(blob: BlobId) {
    super(`There is no blob ${blob}`)
  }
}

/** Whether a text can be the name of a blob. */
export function isBlobName(text: string): text is BlobId {
  return /^[0-9a-f]{64}$/.test(text)
}
