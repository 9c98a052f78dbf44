import { alongOf, type Line, placeAt } from './windowLine.ts'

/** A stretch of a line, and whether it has the line's own start and end. */
export type Stretch = { readonly line: Line; readonly isStart: boolean; readonly isEnd: boolean }

/** Ground that hides for longer than this is not bridged. */
const BRIDGED = 8
const STEP = 1

/** What of a stretch lies on ground that is seen; gaps of less than 8 m between seen ground stay in it. */
export function seenStretches(
  stretch: Stretch,
  isSeen: (x: number, y: number) => boolean,
): readonly Stretch[] {
  const along = alongOf(stretch.line)
  const length = along.at(-1)!
  const steps = Math.max(1, Math.round(length / STEP))
  const wayTo = (step: number): number => (length * step) / steps
  const runs: [from: number, to: number][] = []
  for (let step = 0; step <= steps; step++) {
    const { x, y } = placeAt({ line: stretch.line, along }, wayTo(step))
    if (!isSeen(x, y)) continue
    const last = runs.at(-1)
    if (last !== undefined && wayTo(step) - wayTo(last[1]) < BRIDGED) last[1] = step
    else runs.push([step, step])
  }
  return runs
    .filter(([from, to]) => to > from)
    .map(([from, to]) => ({
      line: part(stretch.line, along, [wayTo(from), wayTo(to)]),
      isStart: stretch.isStart && from === 0,
      isEnd: stretch.isEnd && to === steps,
    }))
}

function part(line: Line, along: Float64Array, [from, to]: readonly [number, number]): Line {
  if (from === 0 && to === along.at(-1)) return line
  const at = (way: number): readonly [number, number] => {
    const { x, y } = placeAt({ line, along }, way)
    return [x, y]
  }
  const inner = line.filter((_, index) => along[index]! > from && along[index]! < to)
  return [at(from), ...inner, at(to)]
}
