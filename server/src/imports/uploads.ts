import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BadInputError } from '@trueline/formats'
import { newId } from '../newId.ts'
import { unsafePath } from './sourceTree.ts'

/** Files on their way into an import, each upload in a folder of its own. */
export type Uploads = {
  readonly begin: () => Promise<string>
  /**
   * Writes one file of an upload as it comes; nothing of a file that breaks off stays.
   *
   * @throws {BadInputError} when there is no such upload, or the path would leave it.
   */
  readonly write: (uploadId: string, path: string, body: Readable) => Promise<void>
  /**
   * The folder of an upload.
   *
   * @throws {BadInputError} when there is no such upload.
   */
  readonly folderOf: (uploadId: string) => Promise<string>
  readonly remove: (uploadId: string) => Promise<void>
}

/** Uploads in a folder; those an earlier process left are removed, as nobody can go on with them. */
export async function openUploads(root: string): Promise<Uploads> {
  await rm(root, { recursive: true, force: true })
  await mkdir(root, { recursive: true })
  const folderOf = async (uploadId: string): Promise<string> => {
    const folder = join(root, uploadId)
    const isThere = isUploadId(uploadId) && (await stat(folder).catch(() => null)) !== null
    if (isThere) return folder
    const expected = 'an upload that was begun and not yet imported'
    throw new BadInputError({ file: 'upload', place: '', found: uploadId, expected })
  }
  return {
    begin: async () => {
      const uploadId = newId()
      await mkdir(join(root, uploadId))
      return uploadId
    },
    write: async (uploadId, path, body) => {
      const folder = await folderOf(uploadId)
      const unsafe = unsafePath(path)
      if (unsafe !== null) {
        const expected = 'a relative path with / between its parts'
        throw new BadInputError({ file: path, place: '', found: unsafe, expected })
      }
      const target = join(folder, path)
      try {
        await mkdir(dirname(target), { recursive: true })
        await pipeline(body, createWriteStream(target))
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'EISDIR' || code === 'ENOTDIR' || code === 'EEXIST') {
          const found = 'a file where another upload has a folder'
          throw new BadInputError({ file: path, place: '', found, expected: 'each path once' })
        }
        await rm(target, { force: true })
        throw error
      }
    },
    folderOf,
    remove: async (uploadId) => {
      if (isUploadId(uploadId)) await rm(join(root, uploadId), { recursive: true, force: true })
    },
  }
}

function isUploadId(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text)
}
