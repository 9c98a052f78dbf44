import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Message, verbatim } from '@trueline/annotation'
import { BadInputError, WHOLE } from '@trueline/formats'
import { newId } from '../newId.ts'
import { importTexts } from './importTexts.ts'
import { unsafePath } from './sourceTree.ts'

/** Files on their way into an import, each upload in a folder of its own. */
export type Uploads = {
  /** Begins an upload; those that nobody touched for long are given up meanwhile. */
  readonly begin: () => Promise<string>
  /**
   * Writes one file of an upload as it comes; it is there once it is whole.
   *
   * @throws {BadInputError} when there is no such upload, the path would leave it, or there is no
   * space for it.
   */
  readonly write: (uploadId: string, path: string, body: Readable) => Promise<void>
  /**
   * Keeps an upload from being removed while it is read.
   *
   * @throws {BadInputError} when there is no such upload.
   */
  readonly hold: (uploadId: string) => HeldUpload
  /** Removes an upload, once nobody holds it. */
  readonly remove: (uploadId: string) => Promise<void>
}

/** An upload that stays until it is released. */
export type HeldUpload = { readonly folder: string; readonly release: () => Promise<void> }

type Upload = { holders: number; touchedAtMs: number; isDropped: boolean }

/** A page that looks through an import touches its upload; one that was closed never does again. */
const KEPT_MS = 6 * 3600_000

/** Uploads in a folder; those an earlier process left are removed, as nobody can go on with them. */
export async function openUploads(root: string, keptMs = KEPT_MS): Promise<Uploads> {
  await rm(root, { recursive: true, force: true })
  await mkdir(root, { recursive: true })
  const uploads = new Map<string, Upload>()
  const remove = async (uploadId: string): Promise<void> => {
    const upload = uploads.get(uploadId)
    if (upload === undefined) return
    upload.isDropped = true
    if (upload.holders > 0) return
    uploads.delete(uploadId)
    await rm(join(root, uploadId), { recursive: true, force: true })
  }
  const hold = (uploadId: string): HeldUpload => {
    const upload = uploads.get(uploadId)
    if (upload === undefined || upload.isDropped) {
      const found = verbatim(uploadId)
      const expected = importTexts.uploadBegun
      throw new BadInputError({ file: 'upload', place: WHOLE, found, expected })
    }
    upload.holders += 1
    return {
      folder: join(root, uploadId),
      release: async () => {
        upload.holders -= 1
        upload.touchedAtMs = Date.now()
        if (upload.isDropped) await remove(uploadId)
      },
    }
  }
  return {
    begin: async () => {
      const before = Date.now() - keptMs
      for (const [old, { holders, touchedAtMs }] of uploads) {
        if (holders === 0 && touchedAtMs <= before) await remove(old)
      }
      const uploadId = newId()
      await mkdir(join(root, uploadId))
      uploads.set(uploadId, { holders: 0, touchedAtMs: Date.now(), isDropped: false })
      return uploadId
    },
    write: async (uploadId, path, body) => {
      const { folder, release } = hold(uploadId)
      // Beside the uploads, so that a file sent again never meets what is left of its first try.
      const part = join(root, `${newId()}.part`)
      try {
        const unsafe = unsafePath(path)
        if (unsafe !== null) {
          const expected = importTexts.uploadPath
          throw new BadInputError({ file: path, place: WHOLE, found: unsafe, expected })
        }
        await pipeline(body, createWriteStream(part))
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await rename(part, join(folder, path))
      } catch (error) {
        throw badInputOf(error as NodeJS.ErrnoException, path)
      } finally {
        await rm(part, { force: true })
        await release()
      }
    },
    hold,
    remove,
  }
}

/** What a file system refuses of a file that is sent; any other error as it is. */
function badInputOf(error: NodeJS.ErrnoException, file: string): Error {
  const bad = (found: Message, expected: Message): BadInputError =>
    new BadInputError({ file, place: WHOLE, found, expected })
  switch (error.code) {
    case 'EISDIR':
    case 'ENOTDIR':
    case 'EEXIST':
      return bad(importTexts.folderThere, importTexts.pathOnce)
    case 'ENAMETOOLONG':
      return bad(importTexts.longPath, importTexts.pathBytes)
    case 'ENOSPC':
    case 'EDQUOT':
      return bad(importTexts.noSpace, importTexts.space)
    default:
      return error
  }
}
