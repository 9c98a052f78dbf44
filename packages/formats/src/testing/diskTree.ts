import { readdirSync, statSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { FileTree } from '../codec.ts'

/** The files below a folder, or a single file by its name. */
export function diskTree(root: string): FileTree {
  const isFile = statSync(root).isFile()
  const paths = isFile
    ? [root.slice(root.lastIndexOf(sep) + 1)]
    : readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  const locate = (path: string): string => (isFile ? root : join(root, path))
  return {
    files: paths
      .map((path) => ({ path: path.split(sep).join('/'), bytes: statSync(locate(path)).size }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    read: async (path, range) => {
      if (range === undefined) return new Uint8Array(await readFile(locate(path)))
      const file = await open(locate(path))
      try {
        const { bytesRead, buffer } = await file.read({
          buffer: new Uint8Array(range.bytes),
          position: range.offset,
        })
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
  }
}
