import { angleBetween, rotate, subtract, type Vec3 } from '@trueline/geometry'
import { localMotionAt } from '../views/localMotion.ts'
import type { TrackState, TrackView } from '../views/trackView.ts'

/** A moment in which something moves fast enough to have a direction. */
export type Moving = {
  readonly state: TrackState
  readonly speed: number
  /** From the motion to the heading, in (-π, π]. */
  readonly off: number
}

/** Where wheels follow, behind the center, as a share of the length; what is steered swings out. */
const REAR_AXLE = 0.28

/** The moments of a track in which it is faster than `speed`, by frame. */
export function movingMoments({ states, family }: TrackView, speed: number): readonly Moving[] {
  const placeOf = family === 'vehicle' ? rearAxleOf : undefined
  return states.flatMap((state, index) => {
    const motion = localMotionAt(states, index, placeOf)
    if (motion === null) return []
    const [x, y] = motion.velocity
    const now = Math.hypot(x, y)
    if (now <= speed) return []
    return [{ state, speed: now, off: angleBetween(Math.atan2(y, x), state.yaw) }]
  })
}

function rearAxleOf({ inWorld: { center, extent, rotation } }: TrackState): Vec3 {
  return subtract(center, rotate(rotation, [REAR_AXLE * extent[0], 0, 0]))
}
