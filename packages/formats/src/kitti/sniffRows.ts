import type { FileTree } from '../codec.ts'
import { decodeText, linesOf } from '../text.ts'

/** The first of a few files whose first line is one of a format; `null` for none. Empty ones are passed over. */
export async function sniffRows(
  tree: FileTree,
  files: readonly string[],
  isRow: (line: string) => boolean,
): Promise<string | null> {
  for (const file of files.slice(0, 20)) {
    try {
      const bytes = await tree.read(file, { offset: 0, bytes: 2048 })
      const line = linesOf(decodeText(bytes, file))[0]
      if (line !== undefined && isRow(line.text)) return file
    } catch {
      // Not text, so no rows.
    }
  }
  return null
}
