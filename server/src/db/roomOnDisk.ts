import { statfs } from 'node:fs/promises'

/** The disk is as good as full. Bears the system's own code for it. */
export class DiskFullError extends Error {
  override readonly name = 'DiskFullError'
  readonly code = 'ENOSPC'
  constructor(folder: string, freeBytes: number) {
    super(`The disk of ${folder} has ${Math.floor(freeBytes / 2 ** 20)} MB left: make room`)
  }
}

/**
 * A database that cannot write its log ends, in the midst of whatever it does. Two segments of the log
 * and what a checkpoint writes must fit in what is left when edits are no longer taken.
 */
const LEAST_BYTES = 64 * 2 ** 20
/** What was free so long ago still is, near enough. */
const REMEMBERED_MS = 1000

/** Throws `DiskFullError` while too little is free where a folder lies. */
export function roomOnDisk(folder: string): () => Promise<void> {
  let looked = { atMs: Number.NEGATIVE_INFINITY, freeBytes: 0 }
  return async () => {
    if (performance.now() - looked.atMs > REMEMBERED_MS) {
      const { bavail, bsize } = await statfs(folder)
      looked = { atMs: performance.now(), freeBytes: bavail * bsize }
    }
    if (looked.freeBytes < LEAST_BYTES) throw new DiskFullError(folder, looked.freeBytes)
  }
}
