import { bevIou, type Cuboid, medianOf, type Vec3 } from '@trueline/geometry'
import { localMotionAt } from '../views/localMotion.ts'
import type { TrackState, TrackView } from '../views/trackView.ts'
import { pairCheck } from './check.ts'
import { percent } from './say.ts'

/** D4: where one track ends, no other goes on with the same object. */
export const brokenIdentity = pairCheck(
  { id: 'D4', mend: 'mergeTracks', needs: 'poses', within: 100, isAtOnce: false },
  (pair, { iou, seconds, sizeShare }) => {
    const [early, late] = inOrder(pair)
    const last = early.states.at(-1)
    const first = late.states[0]
    if (last === undefined || first === undefined || last.frame >= first.frame) return []
    if (first.time - last.time > seconds || early.meaning !== late.meaning) return []
    if (early.isRigid && sizeDifference(early, late) > sizeShare) return []
    const middle = (last.time + first.time) / 2
    const ahead = placeAt(early.states, early.states.length - 1, middle)
    const value = bevIou(ahead, placeAt(late.states, 0, middle))
    if (value < iou) return []
    const { number } = early.track
    const message = {
      en: `Goes on where track ${number} ends: ${percent(value)} overlap`,
      zh: `在轨迹 ${number} 结束处继续：重叠 ${percent(value)}`,
    }
    return [{ frames: [last.frame, first.frame], value, threshold: iou, message }]
  },
)

function inOrder([a, b]: readonly [TrackView, TrackView]): readonly [TrackView, TrackView] {
  return (a.states[0]?.frame ?? 0) <= (b.states[0]?.frame ?? 0) ? [a, b] : [b, a]
}

function sizeDifference(a: TrackView, b: TrackView): number {
  const sides = [0, 1, 2].map((axis) => {
    const [own, other] = [a, b].map(({ states }) =>
      medianOf(states.map(({ cuboid }) => cuboid.extent[axis]!)),
    )
    return Math.abs(own! / other! - 1)
  })
  return Math.max(...sides)
}

/** Where a state would be at another time, going on as it did. */
function placeAt(states: readonly TrackState[], index: number, time: number): Cuboid {
  const { inWorld, time: then } = states[index]!
  const [vx, vy] = localMotionAt(states, index)?.velocity ?? [0, 0]
  const [x, y, z] = inWorld.center
  const center: Vec3 = [x + vx * (time - then), y + vy * (time - then), z]
  return { ...inWorld, center }
}
