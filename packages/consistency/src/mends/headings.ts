import { angleBetween, fromDegrees, fromYaw, medianOf, multiply } from '@trueline/geometry'
import { limitsOf } from '../checks/check.ts'
import { rollingMoments } from '../checks/headings.ts'
import type { TrackState } from '../views/trackView.ts'
import { type Mend, viewOf } from './mend.ts'
import { reshapeInWorld } from './reshapeInWorld.ts'

/** Boxes on either side whose headings are asked. */
const BESIDE = 4
/** What is no further off than this is left as it is. */
const FINE = fromDegrees(8)
/** Slower than this, motion says nothing. */
const MOVING = 1

/** Turns boxes that stand out to the median heading of those around; front and rear stay. */
export const smoothHeading: Mend = ({ tracks: [trackId], frames }, context) => {
  const states = viewOf(context, trackId)?.states ?? []
  const shapes = states.flatMap((state, index) => {
    const around = states.slice(Math.max(0, index - BESIDE), index + BESIDE + 1)
    const isNamed = around.some(({ frame }) => frames.includes(frame))
    const turn = medianOf(around.map(({ yaw }) => angleBetween(state.yaw, yaw)))
    return isNamed && Math.abs(turn) > FINE ? [turned(state, turn)] : []
  })
  return reshapeInWorld(context, shapes)
}

/** Turns boxes to where they go, or, where they go backwards, come from; slow ones as the nearest fast one. */
export const alignHeading: Mend = ({ tracks: [trackId] }, context) => {
  const view = viewOf(context, trackId)
  if (view === null) return []
  const bend = limitsOf(view, 'C5', context).along
  const moments = rollingMoments(view, { speed: MOVING, bend })
  if (moments.length === 0) return []
  const shapes = view.states.flatMap((state) => {
    const nearest = moments.reduce((a, b) => {
      return Math.abs(b.state.frame - state.frame) < Math.abs(a.state.frame - state.frame) ? b : a
    })
    const isBackwards = Math.abs(nearest.off) > Math.PI / 2
    const off = isBackwards ? angleBetween(Math.PI, nearest.off) : nearest.off
    return Math.abs(off) > FINE ? [turned(state, -off)] : []
  })
  return reshapeInWorld(context, shapes)
}

/** Turns the boxes of a finding by half a turn: front becomes rear, the solid stays. */
export const flip: Mend = ({ tracks: [trackId], frames }, context) => {
  const named = new Set(frames)
  const states = viewOf(context, trackId)?.states ?? []
  const wrong = states.filter(({ frame }) => named.has(frame))
  return reshapeInWorld(
    context,
    wrong.map((state) => turned(state, Math.PI)),
  )
}

/** Sets leaning boxes upright. */
export const upright: Mend = ({ tracks: [trackId], frames }, context) => {
  const named = new Set(frames)
  const states = viewOf(context, trackId)?.states ?? []
  const shapes = states
    .filter(({ frame }) => named.has(frame))
    .map((state) => ({ state, inWorld: { ...state.inWorld, rotation: fromYaw(state.yaw) } }))
  return reshapeInWorld(context, shapes)
}

function turned(state: TrackState, by: number) {
  const { inWorld } = state
  return { state, inWorld: { ...inWorld, rotation: multiply(fromYaw(by), inWorld.rotation) } }
}
