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

/** The moments of a track in which its center is faster than `speed`, by frame. */
export function movingMoments(view: TrackView, speed: number): readonly Moving[] {
  return momentsOf(view, { speed, bend: Number.POSITIVE_INFINITY, placeOf: undefined })
}

/**
 * The moments of a track in which what its wheels follow is faster than `speed`, by frame. Where that
 * would speed up or swerve by more than `bend` m/s², nobody can say where it goes.
 */
export function rollingMoments(
  view: TrackView,
  { speed, bend }: { readonly speed: number; readonly bend: number },
): readonly Moving[] {
  const placeOf = view.family === 'vehicle' ? rearAxleOf : undefined
  return momentsOf(view, { speed, bend, placeOf })
}

function momentsOf(
  { states }: TrackView,
  {
    speed,
    bend,
    placeOf,
  }: {
    readonly speed: number
    readonly bend: number
    readonly placeOf: ((state: TrackState) => Vec3) | undefined
  },
): readonly Moving[] {
  return states.flatMap((state, index) => {
    const motion = localMotionAt(states, index, placeOf)
    if (motion === null || Math.hypot(...motion.acceleration) > bend) return []
    const [x, y] = motion.velocity
    const now = Math.hypot(x, y)
    if (now <= speed) return []
    return [{ state, speed: now, off: angleBetween(Math.atan2(y, x), state.yaw) }]
  })
}

function rearAxleOf({ inWorld: { center, extent, rotation } }: TrackState): Vec3 {
  return subtract(center, rotate(rotation, [REAR_AXLE * extent[0], 0, 0]))
}
