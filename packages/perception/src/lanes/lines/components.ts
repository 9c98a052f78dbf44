import type { Mask } from './thin.ts'

/** The groups of set cells that touch one another, of at least `least` cells. */
export function components({ cells, rows, columns }: Mask, least: number): readonly number[][] {
  const seen = new Uint8Array(cells.length)
  const groups: number[][] = []
  for (let start = 0; start < cells.length; start++) {
    if (cells[start] !== 1 || seen[start] === 1) continue
    const group = [start]
    seen[start] = 1
    for (let at = 0; at < group.length; at++) {
      const [row, column] = [Math.floor(group[at]! / columns), group[at]! % columns]
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
          const next = r * columns + c
          if (cells[next] !== 1 || seen[next] === 1) continue
          seen[next] = 1
          group.push(next)
        }
      }
    }
    if (group.length >= least) groups.push(group)
  }
  return groups
}
