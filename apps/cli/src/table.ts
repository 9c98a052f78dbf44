/** Lines of a table, its columns as wide as their widest cell; numbers stand at the right. */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const lines = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column]))))
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const gap = ' '.repeat((widths[column] ?? 0) - widthOf(cell))
          return typeof cell === 'number' ? `${gap}${cell}` : `${cell}${gap}`
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Columns of a terminal: Chinese and other wide characters take two. */
function widthOf(cell: string | number | undefined): number {
  const wide =
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/
  const widths = Array.from(String(cell ?? ''), (char): number => (wide.test(char) ? 2 : 1))
  return widths.reduce((sum, width) => sum + width, 0)
}
