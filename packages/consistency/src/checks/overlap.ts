import { bevIou, subtract } from '@trueline/geometry'
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
    for (const [state, other] of sharedStates(a, b, a.halfDiagonal + b.halfDiagonal)) {
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
  const [dx, dy, dz] = subtract(a.center, b.center)
  // Beyond this no diagonals reach; it is most of what there is, so nothing else is asked of it.
  const furthest = a.extent[0] + a.extent[1] + b.extent[0] + b.extent[1]
  const isBeside = dx * dx + dy * dy < (furthest * furthest) / 4
  return isBeside && Math.abs(dz) < (a.extent[2] + b.extent[2]) / 2
}
