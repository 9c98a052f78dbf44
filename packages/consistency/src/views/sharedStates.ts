import type { TrackState, TrackView } from './trackView.ts'

/** The states of two tracks in the frames that both have one in, ascending. Linear in both. */
export function* sharedStates(
  a: TrackView,
  b: TrackView,
): Generator<readonly [of: TrackState, other: TrackState]> {
  let [i, j] = [0, 0]
  while (i < a.states.length && j < b.states.length) {
    const [one, other] = [a.states[i]!, b.states[j]!]
    if (one.frame === other.frame) yield [one, other]
    if (one.frame <= other.frame) i++
    if (other.frame <= one.frame) j++
  }
}
