import { localMotionAt } from '../views/localMotion.ts'
import { trackCheck } from './check.ts'
import { meters } from './say.ts'

/** C11: a box is where its object was when the scanner saw it, not when the frame is said to be. */
export const scanTime = trackCheck(
  { id: 'C11', mend: 'shiftInTime', needs: 'poses' },
  ({ states }, { off: threshold }, { evidence }) => {
    const odd = states.flatMap((state, index) => {
      const seconds = evidence.get(state.cuboid.id)?.pointSeconds ?? 0
      // What was put on its points is where they were.
      if (seconds === 0 || state.cuboid.provenance === 'refit') return []
      const velocity = localMotionAt(states, index)?.velocity ?? [0, 0]
      const off = Math.hypot(...velocity) * Math.abs(seconds)
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
