import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { BadInputError, WHOLE } from '@trueline/formats'
import { folderTree } from './folderTree.ts'
import { importTexts } from './importTexts.ts'
import { isS3, s3Tree } from './s3/s3Tree.ts'
import { isSystemLitter, type SourceTree } from './sourceTree.ts'
import { openZip } from './zipTree.ts'

/**
 * The files at a path: a folder, a zip, a folder that holds nothing but one zip, a file, or what lies below
 * a prefix of an object store (`s3://bucket/prefix`). Paths come from whoever runs the program, and from
 * uploads, which have names of ours: nobody else can name a store.
 *
 * @throws {BadInputError} when there is nothing there, or a zip that cannot be read.
 */
export async function openSource(path: string): Promise<SourceTree> {
  if (isS3(path)) return await s3Tree(path, process.env)
  const stats = await stat(path).catch(() => null)
  if (stats === null) {
    const { nothingThere: found, source: expected } = importTexts
    throw new BadInputError({ file: path, place: WHOLE, found, expected })
  }
  if (!stats.isDirectory()) return isZip(path) ? openZip(path) : folderTree(path)
  const entries = (await readdir(path)).filter((entry) => !isSystemLitter(entry))
  const [only] = entries
  if (entries.length === 1 && only !== undefined && isZip(only)) return openZip(join(path, only))
  return folderTree(path)
}

function isZip(path: string): boolean {
  return /\.zip$/i.test(path)
}
