import { distance, type Vec3 } from '@trueline/geometry'
import type { Found } from '../finding.ts'
import { sharedStates } from '../views/sharedStates.ts'
import type { TrackState } from '../views/trackView.ts'
import { type Pair, pairCheck } from './check.ts'
import { meters } from './say.ts'

/** Nobody takes the place of what is further away. In meters. */
const WITHIN = 15
/** Further apart than this in time nobody can say who is who. */
const SECONDS = 0.8
/** States that the velocity before a moment is taken from. */
const BEFORE = 5

/** D5: from one frame to the next, two tracks do not take each other's places. */
export const identitySwitch = pairCheck(
  { id: 'D5', mend: 'swapTracks', needs: 'poses', within: WITHIN, isAtOnce: true },
  (pair, { gain }) => {
    const found: Found[] = []
    for (const { at, kept, swapped } of exchanges(pair)) {
      const value = kept - swapped
      if (value <= gain || swapped > kept / 2) continue
      const { number } = pair[1].track
      const message = {
        en: `Takes the place of track ${number}: exchanged, both go on as before within ${meters(swapped)}`,
        zh: `与轨迹 ${number} 互换：交换后两者偏差仅 ${meters(swapped)}`,
      }
      found.push({ frames: [at], value, threshold: gain, message })
    }
    return found
  },
)

type Exchange = { readonly at: number; readonly kept: number; readonly swapped: number }

/** What it costs, in meters off the way, to keep and to exchange two tracks at each frame both have. */
function* exchanges([a, b]: Pair): Generator<Exchange> {
  let before: readonly [TrackState, TrackState] | null = null
  for (const [one, other] of sharedStates(a, b)) {
    const [from, to] = before ?? [one, other]
    before = [one, other]
    if (one === from || one.time - from.time > SECONDS || !areNear(one, other)) continue
    const [own, its] = [ahead(a.states, from, one), ahead(b.states, to, other)]
    const kept = distance(own, one.inWorld.center) + distance(its, other.inWorld.center)
    const swapped = distance(own, other.inWorld.center) + distance(its, one.inWorld.center)
    yield { at: one.frame, kept, swapped }
  }
}

function areNear({ inWorld: a }: TrackState, { inWorld: b }: TrackState): boolean {
  return Math.abs(a.center[0] - b.center[0]) < WITHIN && distance(a.center, b.center) < WITHIN
}

/** Where a track would be at the time of a state, going on as it did up to another. */
function ahead(states: readonly TrackState[], now: TrackState, { time }: TrackState): Vec3 {
  const then = states[Math.max(0, placeOf(states, now) - BEFORE)]!
  const seconds = now.time - then.time
  if (seconds === 0) return now.inWorld.center
  const share = (time - now.time) / seconds
  const [x, y, z] = now.inWorld.center
  const [px, py, pz] = then.inWorld.center
  return [x + (x - px) * share, y + (y - py) * share, z + (z - pz) * share]
}

/** The place of a state in the list of its track, which is by frame. */
function placeOf(states: readonly TrackState[], { frame }: TrackState): number {
  let [from, to] = [0, states.length - 1]
  while (from < to) {
    const middle = (from + to) >> 1
    if (states[middle]!.frame < frame) from = middle + 1
    else to = middle
  }
  return from
}
