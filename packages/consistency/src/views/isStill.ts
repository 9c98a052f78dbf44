import { medianOf } from '@trueline/geometry'
import type { TrackView } from './trackView.ts'

/** Slower over the whole track nothing drives: boxes creep, and poses drift, about as fast. In m/s. */
const SLOWEST = 0.35
/** What is small and said to stand may be taken so far by drift. */
const SAID_WITHIN = 1
const FEWEST = 5

/**
 * Whether something seems to stand through the whole clip: nobody says that it moves, and its first and
 * last quarters are no further apart than a creeping box takes it. Where it is said to stand it may
 * creep faster; people and riders count only then.
 *
 * @param drift By how much each frame's pose is off, where that is known.
 */
export function isStill(
  { track, family, states }: TrackView,
  drift: readonly { readonly x: number; readonly y: number }[] = [],
): boolean {
  if (states.length < FEWEST || track.isStatic === false) return false
  const isSaid = track.isStatic === true
  if (!isSaid && (family === 'person' || family === 'rider')) return false
  const share = Math.max(2, states.length >> 2)
  const middle = (from: number, to: number) => {
    const some = states.slice(from, to)
    return {
      x: medianOf(some.map(({ inWorld, frame }) => inWorld.center[0] - (drift[frame]?.x ?? 0))),
      y: medianOf(some.map(({ inWorld, frame }) => inWorld.center[1] - (drift[frame]?.y ?? 0))),
      time: medianOf(some.map(({ time }) => time)),
    }
  }
  const first = middle(0, share)
  const last = middle(states.length - share, states.length)
  const seconds = last.time - first.time
  const away = Math.hypot(last.x - first.x, last.y - first.y)
  const reach = states[0]!.inWorld.extent[0] / 2
  return isSaid
    ? away <= Math.max(reach, SAID_WITHIN)
    : away <= Math.min(reach, SLOWEST * Math.max(seconds, 1))
}
