import { fromDegrees, type Quat, toDegrees } from '@trueline/geometry'
import type { TrackState } from '../views/trackView.ts'
import { trackCheck } from './check.ts'
import { degrees } from './say.ts'

/**
 * B5: a box stands upright, on the ego's ground or in the world: on a slope it is upright in one of
 * them, and the ego nods.
 */
export const upright = trackCheck(
  { id: 'B5', mend: 'upright', needs: null },
  ({ states }, { tiltDeg }) => {
    const limit = fromDegrees(tiltDeg)
    const tilted = states.filter((state) => tiltOfState(state) > limit)
    if (tilted.length === 0) return []
    const worst = Math.max(...tilted.map(tiltOfState))
    const message = {
      en: `The box leans by up to ${degrees(worst)}`,
      zh: `框最多倾斜 ${degrees(worst)}`,
    }
    const frames = tilted.map(({ frame }) => frame)
    return [{ frames, value: toDegrees(worst), threshold: tiltDeg, message }]
  },
)

function tiltOfState({ cuboid, inWorld }: TrackState): number {
  return Math.min(lean(cuboid.rotation), lean(inWorld.rotation))
}

/** The angle between a box's up and +z. */
function lean([x, y]: Quat): number {
  return Math.acos(Math.min(1, Math.max(-1, 1 - 2 * (x * x + y * y))))
}
