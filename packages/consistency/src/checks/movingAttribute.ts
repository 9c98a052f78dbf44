import { localMotionAt } from '../views/localMotion.ts'
import { trackCheck } from './check.ts'

/** The id of the attribute, of one box, that says whether it moves. */
export const MOVING = 'isMoving'

/** C9: what is marked as moving moves, and what is marked as standing stands. */
export const movingAttribute = trackCheck(
  { id: 'C9', mend: 'setMoving', needs: 'poses' },
  ({ states }, { parked, moving }) => {
    const speeds = states.flatMap((state, index) => {
      const said = state.cuboid.attributes[MOVING]
      const motion = typeof said === 'boolean' ? localMotionAt(states, index) : null
      return motion === null ? [] : [{ state, said, speed: Math.hypot(...motion.velocity) }]
    })
    return [true, false].flatMap((said) => {
      const odd = speeds.filter((one) => {
        return one.said === said && (said ? one.speed < moving : one.speed > parked)
      })
      if (odd.length === 0) return []
      const all = odd.map(({ speed }) => speed)
      const value = said ? Math.min(...all) : Math.max(...all)
      const figure = value.toFixed(1)
      const message = said
        ? { en: `Marked as moving, at ${figure} m/s`, zh: `标为运动，实际速度 ${figure} m/s` }
        : { en: `Marked as standing, at ${figure} m/s`, zh: `标为静止，实际速度 ${figure} m/s` }
      const frames = odd.map(({ state }) => state.frame)
      return [{ frames, value, threshold: said ? moving : parked, message }]
    })
  },
)
