import { trackCheck } from './check.ts'
import { meters } from './say.ts'

/** One frame off may be a passer-by in front of it. */
const FEWEST = 2

/** C10: what was interpolated lies where the points have it. */
export const interpolatedOff = trackCheck(
  { id: 'C10', mend: 'refit', needs: null },
  ({ states }, { off: threshold }, { evidence }) => {
    const odd = states.flatMap(({ cuboid, frame }) => {
      if (cuboid.provenance !== 'interpolated') return []
      const refit = evidence.get(cuboid.id)?.refit ?? null
      if (refit === null) return []
      const [x, y] = cuboid.center
      const off = Math.hypot(refit.center[0] - x, refit.center[1] - y)
      return off > threshold ? [{ frame, off }] : []
    })
    if (odd.length < FEWEST) return []
    const value = Math.max(...odd.map(({ off }) => off))
    const message = {
      en: `Interpolated, and up to ${meters(value)} off its points`,
      zh: `插值框与点云最多偏离 ${meters(value)}`,
    }
    return [{ frames: odd.map(({ frame }) => frame), value, threshold, message }]
  },
)
