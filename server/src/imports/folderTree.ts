import { open, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { byPath, isSystemLitter, type SourceTree } from './sourceTree.ts'

/**
 * The files of a folder on this machine, or a single file by its name.
 *
 * Links are followed, a folder that is reached twice is read once: recordings are often linked
 * together from several disks.
 *
 * @throws {Error} when there is no such file or folder.
 */
export async function folderTree(root: string): Promise<SourceTree> {
  const isFile = (await stat(root)).isFile()
  const files = isFile
    ? [{ path: basename(root), bytes: (await stat(root)).size }]
    : await filesBelow({ folder: root, prefix: '', seen: new Set() })
  const pathByName = new Set(files.map(({ path }) => path))
  return {
    name: basename(await realpath(root)).replace(isFile ? /\.[^.]*$/ : /$^/, ''),
    files: files.toSorted(byPath),
    refused: [],
    notices: [],
    read: async (path, range) => {
      if (!pathByName.has(path)) throw new Error(`There is no file ${path}`)
      const place = isFile ? root : join(root, path)
      if (range === undefined) return readFile(place)
      const file = await open(place, 'r')
      try {
        const { bytesRead, buffer } = await file.read(
          new Uint8Array(range.bytes),
          0,
          range.bytes,
          range.offset,
        )
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
    close: () => Promise.resolve(),
  }
}

async function filesBelow(place: {
  readonly folder: string
  readonly prefix: string
  readonly seen: Set<string>
}): Promise<{ path: string; bytes: number }[]> {
  const real = await realpath(place.folder)
  if (place.seen.has(real)) return []
  place.seen.add(real)
  const files: { path: string; bytes: number }[] = []
  for (const name of await readdir(place.folder)) {
    const path = place.prefix + name
    if (isSystemLitter(path)) continue
    // A link that leads nowhere is no file.
    const stats = await stat(join(place.folder, name)).catch(() => null)
    if (stats?.isDirectory()) {
      const folder = join(place.folder, name)
      files.push(...(await filesBelow({ folder, prefix: `${path}/`, seen: place.seen })))
    } else if (stats?.isFile()) files.push({ path, bytes: stats.size })
  }
  return files
}
