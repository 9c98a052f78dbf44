import type { FileTree } from '../codec.ts'
import { isBag } from './openBag.ts'

/** A recording in a tree. */
export type Recording = { readonly file: string; readonly kind: 'bag' | 'mcap' }

const MCAP = [0x89, ...new TextEncoder().encode('MCAP0\r\n')]

/** The recordings of a tree by their first bytes, the largest first. */
export async function recordingsIn(tree: FileTree): Promise<readonly Recording[]> {
  const found: Recording[] = []
  const named = tree.files
    .filter(({ path }) => /\.(bag|mcap)$/i.test(path))
    .toSorted((a, b) => b.bytes - a.bytes)
  for (const { path: file } of named) {
    const head = await tree.read(file, { offset: 0, bytes: 64 })
    if (isBag(head)) found.push({ file, kind: 'bag' })
    else if (MCAP.every((byte, at) => head[at] === byte)) found.push({ file, kind: 'mcap' })
  }
  return found
}
