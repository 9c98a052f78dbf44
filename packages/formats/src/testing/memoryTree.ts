import type { FileTree } from '../codec.ts'

/** A tree of files in memory: bytes, or text that is stored as UTF-8, by path. */
export function memoryTree(contents: Readonly<Record<string, Uint8Array | string>>): FileTree {
  const files = new Map(
    Object.entries(contents).map(([path, content]) => [
      path,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  )
  return {
    files: [...files]
      .map(([path, { byteLength }]) => ({ path, bytes: byteLength }))
      .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    read: (path, range) => {
      const bytes = files.get(path)
      if (bytes === undefined) return Promise.reject(new Error(`No such file: ${path}`))
      return Promise.resolve(
        range ? bytes.slice(range.offset, range.offset + range.bytes) : bytes.slice(),
      )
    },
  }
}
