import { distance } from '@trueline/geometry'
import { trackCheck } from './check.ts'
import { meters } from './say.ts'

/** C1: nothing gets further between two of its boxes than its kind can. */
export const jump = trackCheck(
  { id: 'C1', mend: 'interpolate', needs: 'poses' },
  ({ states }, { speed, slack }) =>
    states.slice(1).flatMap((state, index) => {
      const before = states[index]!
      const value = distance(before.inWorld.center, state.inWorld.center)
      const threshold = speed * (state.time - before.time) + slack
      if (value <= threshold) return []
      const message = {
        en: `Jumps by ${meters(value)} between two boxes`,
        zh: `相邻两框之间跳动 ${meters(value)}`,
      }
      return [{ frames: [state.frame], value, threshold, message }]
    }),
)
