import { distance, type Vec3 } from '@trueline/geometry'
import type { Found } from '../finding.ts'
import type { TrackState } from '../views/trackView.ts'
import { type Pair, pairCheck } from './check.ts'
import { meters } from './say.ts'

/** Further apart than this in time nobody can say who is who. */
const SECONDS = 0.8
/** States that the velocity before a moment is taken from. */
const BEFORE = 5

/** D5: from one frame to the next, two tracks do not take each other's places. */
export const identitySwitch = pairCheck(
  { id: 'D5', mend: 'swapTracks', needs: 'poses', within: 15 },
  (pair, { gain }) => {
    const found: Found[] = []
    for (const { at, kept, swapped } of moments(pair)) {
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
function* moments([a, b]: Pair): Generator<Exchange> {
  let [i, j] = [0, 0]
  let before: readonly [number, number] | null = null
  while (i < a.states.length && j < b.states.length) {
    const [one, other] = [a.states[i]!, b.states[j]!]
    if (one.frame === other.frame) {
      if (before !== null && one.time - a.states[before[0]]!.time <= SECONDS) {
        const [own, its] = [ahead(a.states, before[0], one), ahead(b.states, before[1], other)]
        const kept = distance(own, one.inWorld.center) + distance(its, other.inWorld.center)
        const swapped = distance(own, other.inWorld.center) + distance(its, one.inWorld.center)
        yield { at: one.frame, kept, swapped }
      }
      before = [i, j]
    }
    if (one.frame <= other.frame) i++
    if (other.frame <= one.frame) j++
  }
}

/** Where a track would be at the time of a state, going on as before. */
function ahead(states: readonly TrackState[], index: number, { time }: TrackState): Vec3 {
  const now = states[index]!
  const then = states[Math.max(0, index - BEFORE)]!
  const seconds = now.time - then.time
  if (seconds === 0) return now.inWorld.center
  const share = (time - now.time) / seconds
  const [x, y, z] = now.inWorld.center
  const [px, py, pz] = then.inWorld.center
  return [x + (x - px) * share, y + (y - py) * share, z + (z - pz) * share]
}
