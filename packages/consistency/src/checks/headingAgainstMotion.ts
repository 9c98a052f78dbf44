import { fromDegrees, medianOf, toDegrees } from '@trueline/geometry'
import { isStill } from '../views/isStill.ts'
import { limitsOf, trackCheck } from './check.ts'
import { rollingMoments } from './headings.ts'
import { degrees } from './say.ts'

/** Fewer moments may be a bend. */
const FEWEST = 3

/**
 * C4: what has wheels points where it goes, measured at the rear axle. Backwards is allowed where it is
 * so throughout, and slow; single flips are told by C3.
 */
export const headingAgainstMotion = trackCheck(
  { id: 'C4', mend: 'alignHeading', needs: 'poses' },
  (view, { offDeg, speed, reversingBelow }, context) => {
    if (view.family !== 'vehicle' && view.family !== 'rider') return []
    // What stands goes nowhere, however a few of its boxes are off.
    if (isStill(view)) return []
    const bend = limitsOf(view, 'C5', context).along
    const moments = rollingMoments(view, { speed, bend })
    if (moments.length < FEWEST) return []
    const backwards = moments.filter(({ off }) => Math.abs(off) > (3 * Math.PI) / 4)
    const isBackwards = backwards.length > moments.length * 0.9
    const isFast = medianOf(moments.map((moment) => moment.speed)) > reversingBelow
    if (isBackwards && isFast) {
      const message = { en: 'Drives backwards, and fast', zh: '高速倒行：朝向整体相反' }
      const frames = view.states.map(({ frame }) => frame)
      return [{ frames, value: 180, threshold: offDeg, message, mend: 'flip' as const }]
    }
    const limit = fromDegrees(offDeg)
    const odd = moments.filter(({ off }) => aside(off) > limit && aside(off) <= Math.PI / 2)
    if (odd.length < FEWEST) return []
    const value = Math.max(...odd.map(({ off }) => aside(off)))
    const message = {
      en: `Points up to ${degrees(value)} away from where it goes`,
      zh: `朝向与运动方向最多相差 ${degrees(value)}`,
    }
    const frames = odd.map(({ state }) => state.frame)
    return [{ frames, value: toDegrees(value), threshold: offDeg, message }]
  },
)

/** The angle off the motion's axis, whichever way round. */
function aside(off: number): number {
  const away = Math.abs(off)
  return Math.min(away, Math.PI - away)
}
