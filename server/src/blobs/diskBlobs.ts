import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BlobId, blobId } from '@trueline/annotation'
import { syncPath } from '../db/syncTree.ts'
import { type BlobStore, type BlobWriter, isBlobName, MissingBlobError } from './blobStore.ts'

/** A blob store in a folder: `ab/abcdef…`, with `tmp/` for what is not sealed yet. */
export type DiskBlobs = BlobStore & {
  /** Where a blob's file is, if it is there. */
  readonly pathOf: (blob: BlobId) => string
  /** When a blob was last written, or found there by who wrote the same; `null` when there is none. */
  readonly touchedAtMs: (blob: BlobId) => Promise<number | null>
}

/**
 * Blobs in a folder, made where there is none.
 *
 * A blob is written to a temporary file, synced, renamed, and its folder synced: after a power cut it
 * is whole or not there. What an earlier process left unsealed is removed.
 */
export async function openDiskBlobs(root: string): Promise<DiskBlobs> {
  const temporary = join(root, 'tmp')
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  await syncPath(root)
  await syncPath(dirname(root))
  const pathOf = (blob: BlobId): string => join(root, blob.slice(0, 2), blob)
  return {
    pathOf,
    create: () => createWriter(join(temporary, randomUUID()), pathOf),
    read: async (blob, { offset, bytes }) => {
      const file = await open(pathOf(blob), 'r').catch(asMissing(blob))
      try {
        const { bytesRead, buffer } = await file.read(new Uint8Array(bytes), 0, bytes, offset)
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
    size: async (blob) => {
      const stats = await stat(pathOf(blob)).catch(asAbsent)
      return stats?.size ?? null
    },
    touchedAtMs: async (blob) => {
      const stats = await stat(pathOf(blob)).catch(asAbsent)
      return stats?.mtimeMs ?? null
    },
    remove: async (blob) => {
      await rm(pathOf(blob), { force: true })
    },
    list: async () => {
      const entries = await readdir(root, { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .filter(isBlobName)
    },
  }
}

async function createWriter(path: string, pathOf: (blob: BlobId) => string): Promise<BlobWriter> {
  const file = await open(path, 'wx')
  const hash = createHash('sha256')
  return {
    append: async (bytes) => {
      const written = writeAll(file, bytes)
      // While the system writes, not after.
      hash.update(bytes)
      await written
    },
    seal: async () => {
      const blob = blobId(hash.digest('hex'))
      const target = pathOf(blob)
      const now = new Date()
      if ((await utimes(target, now, now).catch(asAbsent)) !== null) {
        await file.close()
        await rm(path)
        return { blob, isNew: false }
      }
      await file.datasync()
      await file.close()
      const isFolderNew = (await mkdir(dirname(target), { recursive: true })) !== undefined
      await rename(path, target)
      await syncPath(dirname(target))
      if (isFolderNew) await syncPath(dirname(dirname(target)))
      return { blob, isNew: true }
    },
    discard: async () => {
      await file.close()
      await rm(path, { force: true })
    },
  }
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, bytes: Uint8Array): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done)
    done += bytesWritten
  }
}

function asAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

function asMissing(blob: BlobId): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    throw error.code === 'ENOENT' ? new MissingBlobError(blob) : error
  }
}
