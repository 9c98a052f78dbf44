import { localMotionAt } from '../views/localMotion.ts'
import { trackCheck } from './check.ts'

/** Slower than this, along and across say nothing. */
const SLOW = 1

/** C5: nothing speeds up, brakes or swerves harder than its kind can, over a second. */
export const acceleration = trackCheck(
  { id: 'C5', mend: 'smoothPath', needs: 'poses' },
  ({ states }, { along, across }) => {
    let worst = { value: 0, threshold: along }
    const odd = states.filter((_, index) => {
      const motion = localMotionAt(states, index)
      if (motion === null) return false
      const [vx, vy] = motion.velocity
      const [ax, ay] = motion.acceleration
      const speed = Math.hypot(vx, vy)
      const forwards = speed < SLOW ? Math.hypot(ax, ay) : Math.abs(ax * vx + ay * vy) / speed
      const sideways = speed < SLOW ? 0 : Math.abs(ay * vx - ax * vy) / speed
      for (const one of [
        { value: forwards, threshold: along },
        { value: sideways, threshold: across },
      ]) {
        if (one.value / one.threshold > worst.value / worst.threshold) worst = one
      }
      return forwards > along || sideways > across
    })
    if (odd.length === 0) return []
    const figure = worst.value.toFixed(1)
    const message = {
      en: `Speeds up or swerves with ${figure} m/s²`,
      zh: `加速度达到 ${figure} m/s²`,
    }
    return [{ frames: odd.map(({ frame }) => frame), ...worst, message }]
  },
)
