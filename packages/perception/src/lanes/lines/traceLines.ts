import { AROUND, type Mask } from './thin.ts'

/**
 * The lines of a thinned mask as lists of cells: from each end or branch to the next, then what goes
 * round. Every cell is on a line.
 */
export function traceLines(mask: Mask): readonly (readonly number[])[] {
  const { cells } = mask
  const links = new Map<number, readonly number[]>()
  cells.forEach((value, cell) => {
    if (value === 1) links.set(cell, linkedTo(mask, cell))
  })
  const walked = new Set<string>()
  const lines: (readonly number[])[] = []
  const walk = (from: number, first: number): void => {
    if (walked.has(keyOf(from, first))) return
    const line = [from, first]
    walked.add(keyOf(from, first))
    for (let last = from, here = first; links.get(here)!.length === 2; ) {
      const next = links.get(here)!.find((other) => other !== last)!
      if (walked.has(keyOf(here, next))) break
      walked.add(keyOf(here, next))
      line.push(next)
      last = here
      here = next
    }
    lines.push(line)
  }
  for (const [cell, others] of links) {
    if (others.length !== 2) for (const other of others) walk(cell, other)
  }
  for (const [cell, others] of links) for (const other of others) walk(cell, other)
  return lines
}

/** The cells that one goes on to: straight ones first, slanting ones only where no straight one leads there. */
function linkedTo({ cells, rows, columns }: Mask, cell: number): readonly number[] {
  const [row, column] = [Math.floor(cell / columns), cell % columns]
  const isSet = (down: number, right: number): boolean => {
    const [r, c] = [row + down, column + right]
    return r >= 0 && r < rows && c >= 0 && c < columns && cells[r * columns + c] === 1
  }
  return AROUND.filter(([down, right]) => {
    if (!isSet(down, right)) return false
    return down === 0 || right === 0 || !(isSet(down, 0) || isSet(0, right))
  }).map(([down, right]) => (row + down) * columns + column + right)
}

function keyOf(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`
}
