import { angleBetween, fromDegrees, toDegrees } from '@trueline/geometry'
import { trackCheck } from './check.ts'
import { degrees } from './say.ts'

/** C2: nothing turns faster than its kind can; more than a right angle is a flip, which C3 tells. */
export const yawStep = trackCheck(
  { id: 'C2', mend: 'smoothHeading', needs: null },
  ({ states }, { stepDeg, rateDeg }) =>
    states.slice(1).flatMap((state, index) => {
      const before = states[index]!
      const value = Math.abs(angleBetween(before.yaw, state.yaw))
      const threshold = Math.max(stepDeg, rateDeg * (state.time - before.time))
      if (value <= fromDegrees(threshold) || value > Math.PI / 2) return []
      const message = {
        en: `Turns by ${degrees(value)} between two boxes`,
        zh: `相邻两框之间转向 ${degrees(value)}`,
      }
      return [{ frames: [state.frame], value: toDegrees(value), threshold, message }]
    }),
)
