import { BadInputError } from '../badInputError.ts'
import type { FileTree } from '../codec.ts'
import type { OpenReport } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { lettersOf } from '../text.ts'
import { openlabelTexts } from './openlabelTexts.ts'

/** How much of a file tells what it is: the root key comes first. */
const HEAD_BYTES = 1024
/** How many files are looked into: a folder of labels by frame is not read to its end. */
const FILES = 40

/** A file whose root key is known. */
export type RootedFile = { readonly path: string; readonly root: 'openlabel' | 'vcd' }

/** The JSON files of a tree that are OpenLABEL, or its forerunner VCD, those nearest the top first. */
export async function documentsIn(tree: FileTree): Promise<readonly RootedFile[]> {
  const candidates = tree.files
    .filter(({ path }) => /\.json$/i.test(path))
    .toSorted((a, b) => depthOf(a.path) - depthOf(b.path) || b.bytes - a.bytes)
  const found: RootedFile[] = []
  for (const { path } of candidates.slice(0, FILES)) {
    const head = await tree.read(path, { offset: 0, bytes: HEAD_BYTES })
    // The head may end inside a character: only its ASCII matters.
    const root = /^[^\w"]*"(openlabel|vcd)"\s*:/.exec(lettersOf(head))?.[1]
    if (root === 'openlabel' || root === 'vcd') found.push({ path, root })
  }
  return found
}

/**
 * The document of a tree. Further ones are refused in the report, or only noticed where they lie
 * deeper than it.
 *
 * @throws {BadInputError} when there is none.
 */
export async function findDocument(tree: FileTree, report: OpenReport): Promise<string> {
  const found = await documentsIn(tree)
  const first = found.find(({ root }) => root === 'openlabel') ?? found[0]
  if (first === undefined) {
    throw new BadInputError({
      file: tree.files.length === 1 ? (tree.files[0]?.path ?? '') : '',
      place: WHOLE,
      found: openlabelTexts.noneOf({ count: tree.files.length }),
      expected: openlabelTexts.document,
    })
  }
  for (const { path } of found.filter((one) => one !== first)) {
    if (depthOf(path) > depthOf(first.path)) {
      // A clip's folder may hold other labels of it, such as its truth, in folders of their own.
      const message = openlabelTexts.below(first)
      report.notices.push({ file: path, place: WHOLE, message })
    } else {
      const expected = openlabelTexts.oneRead(first)
      const found = openlabelTexts.furtherDocument
      report.refused.push({ file: path, place: WHOLE, found, expected })
    }
  }
  return first.path
}

function depthOf(path: string): number {
  return path.split('/').length
}
