import { nearestOnPolyline, type Polyline, polylineLength } from '@trueline/geometry'
import type { OpenReport } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { mapTexts } from './mapTexts.ts'

/** From here on, in meters, a line lies elsewhere in another frame: check F10. */
const OFF = 0.15
/** A frame's line must run beside another for so many points before it is held against it. */
const LEAST_POINTS = 3

/** A line that several frames tell: what it is called, and each frame's own, in the world. */
export type LineByFrames = { readonly name: string; readonly lines: readonly Polyline[] }

/**
 * Tells how many lines lie elsewhere in another frame, and which one most: a document has each once, so
 * that this can be seen when it is read alone.
 */
export function tellUnstable(
  all: readonly LineByFrames[],
  { report, file }: { readonly report: OpenReport; readonly file: string },
): void {
  const unstable = all
    .map(({ name, lines }) => ({ name, off: spreadOf(lines) }))
    .filter(({ off }) => off > OFF)
    .toSorted((a, b) => b.off - a.off)
  const [worst] = unstable
  if (worst === undefined) return
  const { name } = worst
  const message = mapTexts.unstable({
    ...{ count: unstable.length, name, limit: OFF.toFixed(2) },
    off: worst.off.toFixed(2),
  })
  report.notices.push({ file, place: WHOLE, message })
}

/**
 * How far off a line each frame has it, in meters: the root mean square over the points of all frames
 * that run beside the longest, seen from above. 0 where one frame alone tells it.
 */
export function spreadOf(lines: readonly Polyline[]): number {
  const [first, ...rest] = lines
  if (first === undefined || rest.length === 0) return 0
  const longest = rest.reduce(
    (best, one) => (polylineLength(one) > polylineLength(best) ? one : best),
    first,
  )
  const level = longest.map(([x, y]) => [x, y, 0] as const)
  const length = polylineLength(level)
  let [sum, count] = [0, 0]
  for (const line of lines) {
    if (line === longest) continue
    const beside = line.flatMap(([x, y]): readonly number[] => {
      const { along, distance } = nearestOnPolyline(level, [x, y, 0])
      // Beyond its ends nothing is said of where it lies aside.
      return along > 1e-6 && along < length - 1e-6 ? [distance] : []
    })
    if (beside.length < LEAST_POINTS) continue
    for (const off of beside) sum += off * off
    count += beside.length
  }
  return count === 0 ? 0 : Math.sqrt(sum / count)
}
