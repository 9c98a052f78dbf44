import type { Message } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, Sniff } from '../codec.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import type { OpenReport } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { mapTexts } from './mapTexts.ts'

/** How sure a codec is of a tree whose maps end so. */
export function sniffMaps(tree: FileTree, ending: string): Sniff {
  const [file] = mapFiles(tree, ending)
  if (file === undefined) return { score: 0, why: mapTexts.none }
  return { score: 0.9, why: mapTexts.holds({ file }) }
}

/** The files of a tree whose names end so, in capitals or not, the topmost first. */
function mapFiles(tree: FileTree, ending: string): readonly string[] {
  const depth = (path: string): number => path.split('/').length
  return tree.files
    .map(({ path }) => path)
    .filter((path) => path.toLowerCase().endsWith(ending))
    .toSorted((a, b) => depth(a) - depth(b))
}

/**
 * The topmost map of a tree; the others are refused in the report.
 *
 * @throws {BadInputError} when there is none.
 */
export function oneMapFile(
  tree: FileTree,
  { ending, expected }: { readonly ending: string; readonly expected: Message },
  report: OpenReport,
): string {
  const [file, ...others] = mapFiles(tree, ending)
  if (file === undefined) {
    const found = entryTexts.files({ count: tree.files.length })
    throw new BadInputError({ file: '', place: WHOLE, found, expected })
  }
  for (const other of others) {
    const { otherMap, oneMap } = mapTexts
    report.refused.push({ file: other, place: WHOLE, found: otherMap, expected: oneMap })
  }
  return file
}
