import { bevIou } from '@trueline/geometry'
import { sharedStates } from '../views/sharedStates.ts'
import type { TrackState } from '../views/trackView.ts'
import { limitsOf, pairCheck } from './check.ts'
import { percent } from './say.ts'

/** Overlapping so much, two boxes are one object's. */
const SAME = 0.3

/** E5: no two boxes are at one place. */
export const overlap = pairCheck(
  { id: 'E5', mend: null, needs: null, within: 20, isAtOnce: true },
  (pair, { iou: own }, context) => {
    const [a, b] = pair
    const threshold = Math.max(own, limitsOf(b, 'E5', context).iou)
    let value = 0
    const frames: number[] = []
    for (const [state, other] of sharedStates(a, b)) {
      if (!areNear(state, other)) continue
      const iou = bevIou(state.cuboid, other.cuboid)
      if (iou <= threshold) continue
      frames.push(state.frame)
      value = Math.max(value, iou)
    }
    if (frames.length === 0) return []
    const { number } = b.track
    const message = {
      en: `Overlaps track ${number} by ${percent(value)}`,
      zh: `与轨迹 ${number} 重叠 ${percent(value)}`,
    }
    return [{ frames, value, threshold, message, mend: value > SAME ? 'deleteDuplicate' : null }]
  },
)

/** Whether two boxes may meet at all, above one another or beside. */
function areNear({ inWorld: a }: TrackState, { inWorld: b }: TrackState): boolean {
  // What is far along x is most of what there is: nothing else is asked of it.
  const dx = Math.abs(a.center[0] - b.center[0])
  if (dx > a.extent[0] + a.extent[1] + b.extent[0] + b.extent[1]) return false
  const reach = (Math.hypot(a.extent[0], a.extent[1]) + Math.hypot(b.extent[0], b.extent[1])) / 2
  const isBeside = Math.hypot(dx, a.center[1] - b.center[1]) < reach
  return isBeside && Math.abs(a.center[2] - b.center[2]) < (a.extent[2] + b.extent[2]) / 2
}
