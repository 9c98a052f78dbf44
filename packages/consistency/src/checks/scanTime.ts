import { transformCuboid } from '@trueline/geometry'
import type { LocalMotion } from '../views/localMotion.ts'
import { localMotionAt } from '../views/localMotion.ts'
import type { TrackState } from '../views/trackView.ts'
import { type CheckContext, trackCheck } from './check.ts'
import { meters } from './say.ts'

/**
 * C11: a box is where its object was when the scanner saw it, not when the frame is said to be: going on
 * as it does until then brings it nearer to its points. Where these do not say where it is, nothing is.
 */
export const scanTime = trackCheck(
  { id: 'C11', mend: 'shiftInTime', needs: 'poses' },
  ({ states }, { off: threshold }, context) => {
    const odd = states.flatMap((state, index) => {
      const seconds = context.evidence.get(state.cuboid.id)?.pointSeconds ?? 0
      const motion = localMotionAt(states, index)
      if (seconds === 0 || motion === null || !isNearerThen(state, motion, context)) return []
      const off = Math.hypot(...motion.velocity) * Math.abs(seconds)
      return off > threshold ? [{ frame: state.frame, off }] : []
    })
    if (odd.length === 0) return []
    const value = Math.max(...odd.map(({ off }) => off))
    const message = {
      en: `Seen at another time than the frame’s: goes up to ${meters(value)} in between`,
      zh: `扫描时刻与帧时刻不同：其间最多移动 ${meters(value)}`,
    }
    return [{ frames: odd.map(({ frame }) => frame), value, threshold, message }]
  },
)

/** Whether a box is nearer to its points where it will be, or was, when these were seen. */
function isNearerThen(
  { cuboid, frame, inWorld }: TrackState,
  { velocity: [vx, vy] }: LocalMotion,
  { evidence, moments }: CheckContext,
): boolean {
  const { refit = null, pointSeconds } = evidence.get(cuboid.id) ?? {}
  if (refit === null) return false
  const seconds = pointSeconds ?? 0
  const pose = moments.poses[frame] ?? null
  const { center: points } = pose === null ? refit : transformCuboid(pose, refit)
  const [x, y] = [points[0] - inWorld.center[0], points[1] - inWorld.center[1]]
  return Math.hypot(x - vx * seconds, y - vy * seconds) < Math.hypot(x, y)
}
