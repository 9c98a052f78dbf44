import type { FileTree, Refusal } from '../codec.ts'
import { refusalOf } from '../refuse.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { decodeText, linesOf } from '../text.ts'
import { isBadLine, type KittiLabel, parseLabel } from './kittiLabel.ts'

/** A label with where it stands. */
export type LabelLine = { readonly label: KittiLabel; readonly text: string; readonly line: number }

/** The labels of a file, and the lines that are none. */
export type LabelFile = {
  readonly file: string
  readonly labels: readonly LabelLine[]
  readonly refused: readonly Refusal[]
}

/**
 * The labels of a KITTI object label or result file; an empty one is a frame without objects.
 *
 * A file that is no text, or has no good line but bad ones, is refused as a whole.
 */
export async function readLabelFile(tree: FileTree, file: string): Promise<LabelFile> {
  const lines = await readLines(tree, file)
  if ('refused' in lines) return { file, labels: [], refused: [lines.refused] }
  const labels: LabelLine[] = []
  const refused: Refusal[] = []
  for (const { text, number } of lines.lines) {
    const label = parseLabel(text.split(/\s+/))
    if (isBadLine(label)) refused.push({ file, place: sharedTexts.line({ number }), ...label })
    else labels.push({ label, text, line: number })
  }
  return { file, labels, refused }
}

/** The lines of a text file, or the refusal of one that cannot be read. */
export async function readLines(tree: FileTree, file: string) {
  try {
    return { lines: linesOf(decodeText(await tree.read(file), file)) }
  } catch (error) {
    return { refused: refusalOf(error, file) }
  }
}
