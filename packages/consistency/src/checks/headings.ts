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

/** Seconds before and after a swerve that are part of it. */
const BENT_ABOUT = 1

/** The moments of a track in which its center is faster than `speed`, by frame. */
export function movingMoments(view: TrackView, speed: number): readonly Moving[] {
  return momentsOf(view, { speed, bend: Number.POSITIVE_INFINITY, placeOf: undefined })
}

/**
 * The moments of a track in which what its wheels follow is faster than `speed`, by frame. Where that
 * speeds up or swerves by more than `bend` m/s², and about there, nobody can say where it goes.
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
  const motions = states.map((_, index) => localMotionAt(states, index, placeOf))
  const bent = states.filter(
    (_, index) => Math.hypot(...(motions[index]?.acceleration ?? [])) > bend,
  )
  return states.flatMap((state, index) => {
    const motion = motions[index]!
    if (motion === null || bent.some(({ time }) => Math.abs(time - state.time) < BENT_ABOUT))
      return []
    const [x, y] = motion.velocity
    const now = Math.hypot(x, y)
    if (now <= speed) return []
    return [{ state, speed: now, off: angleBetween(Math.atan2(y, x), state.yaw) }]
  })
}

function rearAxleOf({ inWorld: { center, extent, rotation } }: TrackState): Vec3 {
  return subtract(center, rotate(rotation, [REAR_AXLE * extent[0], 0, 0]))
}
