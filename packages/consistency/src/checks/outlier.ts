import { distance, mix } from '@trueline/geometry'
import type { TrackState } from '../views/trackView.ts'
import { trackCheck } from './check.ts'
import { meters } from './say.ts'

/** Boxes further apart in time than this say nothing of what lies between. */
const NEIGHBOURS_WITHIN = 1.1

/** C6: a box lies about midway between the one before and the one after, in time and in the world. */
export const outlier = trackCheck(
  { id: 'C6', mend: 'interpolate', needs: null },
  ({ states }, { least, share }) => {
    const offs = states.map((_, index) => offAt(states, index))
    return states.flatMap((state, index) => {
      const here = offs[index]!
      const threshold = Math.max(least, share * here.way)
      if (here.off <= threshold) return []
      // Half of an outlier shows on either side of it.
      const beside = [offs[index - 1], offs[index + 1]]
      if (beside.some((other) => other !== undefined && other.off > here.off)) return []
      const message = {
        en: `Lies ${meters(here.off)} off the way between its neighbours`,
        zh: `偏离前后两框连线 ${meters(here.off)}`,
      }
      return [{ frames: [state.frame], value: here.off, threshold, message }]
    })
  },
)

function offAt(
  states: readonly TrackState[],
  index: number,
): { readonly off: number; readonly way: number } {
  const [before, state, after] = [states[index - 1], states[index]!, states[index + 1]]
  if (before === undefined || after === undefined) return { off: 0, way: 0 }
  const seconds = after.time - before.time
  if (seconds > NEIGHBOURS_WITHIN) return { off: 0, way: 0 }
  const [from, to] = [before.inWorld.center, after.inWorld.center]
  const between = mix(from, to, (state.time - before.time) / seconds)
  return { off: distance(state.inWorld.center, between), way: distance(from, to) }
}
