import type { Codec, FileTree, Sniff } from './codec.ts'
import { CODECS } from './codecs.ts'

/** A codec that may read a tree. */
export type Candidate = Sniff & { readonly codec: Codec }

/** The codecs that may read a tree, best first; those that surely cannot are left out. */
export async function sniffTree(tree: FileTree): Promise<readonly Candidate[]> {
  const sniffs = await Promise.all(
    CODECS.map(async (codec) => ({ codec, ...(await codec.sniff(tree)) })),
  )
  return sniffs.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score)
}
