import type { Clip } from '@trueline/annotation'
import type { FramePair } from './compareLabels.ts'

/** Frames closer in time than this are of one moment, in microseconds. */
const SAME_US = 10_000

/**
 * The moments that two clips of one recording share: by time where both have it, else by name.
 *
 * In order of the first one's frames; linear but for a sort.
 */
export function sharedFrames(
  reference: Pick<Clip, 'frames'>,
  labels: Pick<Clip, 'frames'>,
): readonly FramePair[] {
  const byName = new Map(labels.frames.map(({ name }, index) => [name, index]))
  const timed = labels.frames
    .flatMap(({ timeUs }, index) => (timeUs === null ? [] : [{ timeUs, index }]))
    .toSorted((a, b) => a.timeUs - b.timeUs)
  return reference.frames.flatMap(({ name, timeUs }, index): readonly FramePair[] => {
    const other = timeUs === null ? undefined : nearestTo(timed, timeUs)
    const found = other ?? (timeUs === null || timed.length === 0 ? byName.get(name) : undefined)
    return found === undefined ? [] : [{ reference: index, labels: found }]
  })
}

function nearestTo(
  timed: readonly { readonly timeUs: number; readonly index: number }[],
  timeUs: number,
): number | undefined {
  let low = 0
  let high = timed.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (timed[middle]!.timeUs < timeUs) low = middle + 1
    else high = middle
  }
  const near = [timed[low - 1], timed[low]]
    .filter((one) => one !== undefined && Math.abs(one.timeUs - timeUs) <= SAME_US)
    .toSorted((a, b) => Math.abs(a!.timeUs - timeUs) - Math.abs(b!.timeUs - timeUs))
  return near[0]?.index
}
