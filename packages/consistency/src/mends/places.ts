import { cuboidId, isKeyframe, patchOf } from '@trueline/annotation'
import {
  angleBetween,
  distance,
  fromDegrees,
  fromYaw,
  medianOf,
  mix,
  slerp,
  transformCuboid,
  type Vec3,
} from '@trueline/geometry'
import { localMotionAt } from '../views/localMotion.ts'
import { middleHeading } from '../views/middleHeading.ts'
import type { TrackState } from '../views/trackView.ts'
import { isOpen, type Mend, type MendContext, viewOf } from './mend.ts'
import { reshapeInWorld } from './reshapeInWorld.ts'

/** In meters: what is less off its neighbours is left as it is. */
const LEAST = 0.25

/** Puts a box that stands out midway between the ones before and after, in time and in the world. */
export const interpolate: Mend = ({ tracks: [trackId], frames: [frame] }, context) => {
  const states = viewOf(context, trackId)?.states ?? []
  const index = states.findIndex((state) => state.frame === frame)
  // A jump has two boxes: the one that is further off its neighbours is wrong.
  const wrong = offAt(states, index - 1) > offAt(states, index) ? index - 1 : index
  const [before, state, after] = [states[wrong - 1], states[wrong], states[wrong + 1]]
  if (before === undefined || state === undefined || after === undefined) return []
  // A jump is told twice, of its way there and back: the second time it may be mended already.
  if (offAt(states, wrong) < LEAST) return []
  const share = (state.time - before.time) / (after.time - before.time)
  const inWorld = {
    extent: state.inWorld.extent,
    center: mix(before.inWorld.center, after.inWorld.center, share),
    rotation: slerp(before.inWorld.rotation, after.inWorld.rotation, share),
  }
  return reshapeInWorld(context, [{ state, inWorld }])
}

function offAt(states: readonly TrackState[], index: number): number {
  const [before, state, after] = [states[index - 1], states[index], states[index + 1]]
  if (before === undefined || state === undefined || after === undefined) return 0
  const share = (state.time - before.time) / (after.time - before.time)
  return distance(state.inWorld.center, mix(before.inWorld.center, after.inWorld.center, share))
}

/** Puts boxes where they were when their points were seen, going on as they do. */
export const shiftInTime: Mend = ({ tracks: [trackId], frames }, context) => {
  const named = new Set(frames)
  const states = viewOf(context, trackId)?.states ?? []
  const shapes = states.flatMap((state, index) => {
    const seconds = context.evidence.get(state.cuboid.id)?.pointSeconds ?? 0
    if (!named.has(state.frame) || seconds === 0) return []
    const [vx, vy] = localMotionAt(states, index)?.velocity ?? [0, 0]
    const [x, y, z] = state.inWorld.center
    const center: Vec3 = [x + vx * seconds, y + vy * seconds, z]
    return [{ state, inWorld: { ...state.inWorld, center } }]
  })
  return reshapeInWorld(context, shapes)
}

/** Boxes no further off their place, or turned no further, stay as they are: labels are no better. */
const FINE = { away: 0.1, turn: fromDegrees(2) } as const
/** Of fewer, the points do not say where something stands. */
const FEWEST_REFITS = 5

/** Boxes on either side whose places are asked where the poses drift, nobody knows how far. */
const BESIDE = 5
/** Meters the ego may drive before its poses have drifted. */
const STEADY = 2

/**
 * Says that a track stands, and puts the boxes that are off to its place and heading: the median of
 * where their points are, where those say it, else of the boxes, or of those a person stands for. What
 * the poses drift stays in them.
 */
export const setStatic: Mend = ({ tracks: [trackId] }, context) => {
  const view = viewOf(context, trackId)
  if (view === null || view.states.length === 0) return []
  const { states, track } = view
  const { drift } = context
  const held = states.filter(({ cuboid }) => isKeyframe(cuboid))
  const told = held.length > 0 ? held : onPoints(states, context)
  const yaw = middleHeading(held.length > 0 ? held : states)
  const heading = fromYaw(yaw)
  const place = medianPlace(told, drift)
  const middle = drift[states[states.length >> 1]!.frame]?.unknownWay ?? 0
  const shapes = states.flatMap((state, index) => {
    const { x, y, unknownWay } = drift[state.frame] ?? { x: 0, y: 0, unknownWay: 0 }
    const around = states.slice(Math.max(0, index - BESIDE), index + BESIDE + 1)
    const near = medianPlace(around, drift)
    // Heights drift too, and more; what stands beside says nothing of them.
    const isSteady = Math.abs(unknownWay - middle) < STEADY
    const [px, py] = isSteady ? place : near
    const center: Vec3 = [px + x, py + y, near[2]]
    const [ox, oy] = state.inWorld.center
    const isThere = Math.hypot(center[0] - ox, center[1] - oy) <= FINE.away
    const isTurned = Math.abs(angleBetween(yaw, state.yaw)) > FINE.turn
    if (isThere && !isTurned) return []
    const { extent } = state.inWorld
    return [
      {
        state,
        inWorld: { center: isThere ? state.inWorld.center : center, extent, rotation: heading },
      },
    ]
  })
  const said =
    track.isStatic === true ? [] : patchOf(context.annotations, [{ ...track, isStatic: true }])
  return [...said, ...reshapeInWorld(context, shapes)]
}

/** The states where their points are; as they are where too few say it. */
function onPoints(states: readonly TrackState[], context: MendContext): readonly TrackState[] {
  const told = states.flatMap((state): readonly TrackState[] => {
    const refit = context.evidence.get(state.cuboid.id)?.refit ?? null
    if (refit === null) return []
    const pose = context.moments.poses[state.frame] ?? null
    return [{ ...state, inWorld: pose === null ? refit : transformCuboid(pose, refit) }]
  })
  return told.length < FEWEST_REFITS ? states : told
}

function medianPlace(
  states: readonly TrackState[],
  drift: readonly { x: number; y: number }[],
): Vec3 {
  const along = (axis: 0 | 1 | 2): number =>
    medianOf(
      states.map(({ inWorld, frame }) => {
        const off = axis === 0 ? drift[frame]?.x : axis === 1 ? drift[frame]?.y : 0
        return inWorld.center[axis] - (off ?? 0)
      }),
    )
  return [along(0), along(1), along(2)]
}

/** Lowers or lifts boxes to the ground, all of a finding by the same. */
export const dropToGround: Mend = ({ tracks: [trackId], frames }, context) => {
  const named = new Set(frames)
  const states = (viewOf(context, trackId)?.states ?? []).filter(({ frame }) => named.has(frame))
  const heights = states.flatMap(({ cuboid, frame }) => {
    const ground = context.evidence.get(cuboidId(cuboid.trackId, frame))?.groundHeight ?? null
    return ground === null ? [] : [cuboid.center[2] - cuboid.extent[2] / 2 - ground]
  })
  if (heights.length === 0) return []
  const above = medianOf(heights)
  const shapes = states
    .filter(({ cuboid }) => isOpen(cuboid))
    .map((state) => {
      const [x, y, z] = state.inWorld.center
      const center: Vec3 = [x, y, z - above]
      return { state, inWorld: { ...state.inWorld, center } }
    })
  return reshapeInWorld(context, shapes)
}
