import { apart, type Leg, type TrackState, type TrackView } from './trackView.ts'

/**
 * The states of two tracks in the frames that both have one in, ascending. Linear in both.
 *
 * @param within In meters: legs in which their centers are further apart throughout are left out.
 */
export function* sharedStates(
  a: TrackView,
  b: TrackView,
  within: number = Number.POSITIVE_INFINITY,
): Generator<readonly [of: TrackState, other: TrackState]> {
  for (let leg = 0; leg < Math.min(a.legs.length, b.legs.length); leg++) {
    const [own, other] = [a.legs[leg], b.legs[leg]]
    if (own === undefined || other === undefined) continue
    if (apart(own.bounds, other.bounds) <= within) yield* sharedOf(own, other)
  }
}

function* sharedOf(a: Leg, b: Leg): Generator<readonly [of: TrackState, other: TrackState]> {
  let [i, j] = [0, 0]
  while (i < a.states.length && j < b.states.length) {
    const [one, other] = [a.states[i]!, b.states[j]!]
    if (one.frame === other.frame) yield [one, other]
    if (one.frame <= other.frame) i++
    if (other.frame <= one.frame) j++
  }
}
