import { cuboidId, patchOf } from '@trueline/annotation'
import { distance, fromYaw, medianOf, mix, slerp, type Vec3 } from '@trueline/geometry'
import { limitsOf } from '../checks/check.ts'
import { localMotionAt } from '../views/localMotion.ts'
import { standingOf } from '../views/standing.ts'
import type { TrackState } from '../views/trackView.ts'
import { isOpen, type Mend, viewOf } from './mend.ts'
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

/** Boxes on either side whose heights say the height of one. */
const BESIDE = 5

/**
 * Says that a track stands, and puts the boxes that are away from its place, or turned from its heading,
 * back: the place where a person has put it, else where its points are, else the median of its boxes.
 * What the poses drift stays in them; where nobody knows how far they did, a box is put on its points or
 * left. Where boxes creep and neither person nor points say where it stands, they are moved only when
 * that is what the finding is about.
 */
export const setStatic: Mend = ({ tracks: [trackId], isUnsure }, context) => {
  const view = viewOf(context, trackId)
  if (view === null || view.states.length === 0) return []
  const { drift, settings, annotations } = context
  const limits = limitsOf(view, 'C8', { settings })
  const { place, heading, states, isPlaceSure } = standingOf(view, { ...context, limits })
  const shapes = states.flatMap(({ state, isAway, isTurned, seen, isSteady }, index) => {
    const { extent, center, rotation } = state.inWorld
    const isMoved = isAway && (isSteady || seen !== null)
    if (!isMoved && !(isTurned && isSteady)) return []
    const { x, y } = drift[state.frame] ?? { x: 0, y: 0 }
    const near = states.slice(Math.max(0, index - BESIDE), index + BESIDE + 1)
    const height = medianOf(near.map((one) => one.state.inWorld.center[2]))
    const there: Vec3 = isSteady ? [place[0] + x, place[1] + y, height] : (seen?.center ?? center)
    const turned = isTurned && isSteady ? fromYaw(heading) : rotation
    return [{ state, inWorld: { center: isMoved ? there : center, extent, rotation: turned } }]
  })
  const said =
    view.track.isStatic === true ? [] : patchOf(annotations, [{ ...view.track, isStatic: true }])
  const isKnown = isPlaceSure || isUnsure === true
  return isKnown ? [...said, ...reshapeInWorld(context, shapes)] : said
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
