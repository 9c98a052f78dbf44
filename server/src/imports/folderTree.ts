import { open, readdir, realpath, stat } from 'node:fs/promises'
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
  const sizeByPath = new Map(files.map(({ path, bytes }) => [path, bytes]))
  return {
    name: basename(await realpath(root)).replace(isFile ? /\.[^.]*$/ : /$^/, ''),
    files: files.toSorted(byPath),
    refused: [],
    notices: [],
    read: async (path, range) => {
      const size = sizeByPath.get(path)
      if (size === undefined) throw new Error(`There is no file ${path}`)
      return readRange(isFile ? root : join(root, path), range ?? { offset: 0, bytes: size })
    },
    close: () => Promise.resolve(),
  }
}

/** Straight into one buffer: a file's own `readFile` joins pieces of half a megabyte. */
async function readRange(
  place: string,
  { offset, bytes }: { readonly offset: number; readonly bytes: number },
): Promise<Uint8Array> {
  const file = await open(place, 'r')
  try {
    const buffer = Buffer.allocUnsafeSlow(bytes)
    let done = 0
    while (done < bytes) {
      const { bytesRead } = await file.read(buffer, done, bytes - done, offset + done)
      if (bytesRead === 0) break
      done += bytesRead
    }
    return buffer.subarray(0, done)
  } finally {
    await file.close()
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
