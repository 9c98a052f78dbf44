import { bevIou, medianOf, toDegrees, type Vec3 } from '@trueline/geometry'
import { isStill } from '../views/isStill.ts'
import type { PoseDrift } from '../views/poseDrift.ts'
import { canMove, standingOf } from '../views/standing.ts'
import type { TrackState } from '../views/trackView.ts'
import { trackCheck } from './check.ts'
import { degrees, meters } from './say.ts'

/** Fewer boxes say nothing of standing or moving. */
const FEWEST = 5

/** C7: what is said to stand does not move, and what is said to move does not stand. */
export const staticOrMoving = trackCheck(
  { id: 'C7', mend: 'setStatic', needs: 'drift' },
  (view, { iou, within, seconds }, { drift }) => {
    const { track, states } = view
    if (track.isStatic === null || states.length < FEWEST) return []
    const places = states.map((state) => withoutDrift(state, drift))
    const away = places.map((place) => distanceTo(place, middleOf(places)))
    const frames = states.map(({ frame }) => frame)
    const value = Math.max(...away)
    if (track.isStatic) {
      const least = leastOverlap(states, places)
      if (least > iou) return []
      const message = {
        en: 'Is said to stand, and moves away from where it stood',
        zh: '标为静止，但位置已移开',
      }
      return [{ frames, value: least, threshold: iou, message, mend: null }]
    }
    const span = states.at(-1)!.time - states[0]!.time
    const isStanding = isStill({ ...view, track: { ...track, isStatic: null } }, drift)
    if (!isStanding || value > within || span < seconds) return []
    const message = { en: 'Is said to move, and stands', zh: '标为运动，但始终静止' }
    return [{ frames, value, threshold: within, message }]
  },
)

/**
 * C8: the boxes of what stands are all at one place and turned one way, but for what the poses drift,
 * which shows in all that stands. Where they creep and no point says which of them are right, only a
 * person can: nothing is mended unseen.
 */
export const staticDrift = trackCheck(
  { id: 'C8', mend: 'setStatic', needs: 'drift' },
  (view, limits, { drift, evidence, moments }) => {
    if (!isStill(view, drift)) return []
    const standing = standingOf(view, { limits, drift, evidence, moments })
    const odd = standing.states.filter(({ isAway, isTurned }) => isAway || isTurned)
    const isLost = standing.creep > 0 && !standing.isPlaceSure
    if (odd.length === 0 && !isLost) return []
    const away = Math.max(0, ...odd.map(({ off, isAway }) => (isAway ? off : 0)))
    const value = isLost ? Math.max(away, standing.creep) : away
    const frames = (odd.length === 0 ? standing.states : odd).map(({ state }) => state.frame)
    const isUnsure = isLost || odd.every((one) => one.isAway && !canMove(one))
    const unsure = isUnsure ? { isUnsure: true as const } : {}
    if (value === 0) {
      const turn = Math.max(...odd.map(({ turned, isTurned }) => (isTurned ? turned : 0)))
      const message = {
        en: `Stands, and its boxes turn by up to ${degrees(turn)}`,
        zh: `物体静止，但框的朝向变化 ${degrees(turn)}`,
      }
      const threshold = limits.spreadDeg
      return [{ frames, value: toDegrees(turn), threshold, message, ...unsure }]
    }
    const message = {
      en: `Stands, and its boxes are up to ${meters(value)} away from their place`,
      zh: `物体静止，但框最多偏离 ${meters(value)}`,
    }
    return [{ frames, value, threshold: limits.within, message, ...unsure }]
  },
)

type Place = readonly [x: number, y: number]

function withoutDrift({ inWorld, frame }: TrackState, drift: PoseDrift): Place {
  const { x, y } = drift[frame]!
  return [inWorld.center[0] - x, inWorld.center[1] - y]
}

function middleOf(places: readonly Place[]): Place {
  return [medianOf(places.map(([x]) => x)), medianOf(places.map(([, y]) => y))]
}

function distanceTo([x, y]: Place, [mx, my]: Place): number {
  return Math.hypot(x - mx, y - my)
}

/**
 * The least overlap, seen from above, of where it stayed and where it stayed else. A stay is three boxes
 * together: one alone is an outlier.
 */
function leastOverlap(states: readonly TrackState[], places: readonly Place[]): number {
  const stays = states.map((state, index) => {
    const [x, y] = middleOf(places.slice(Math.max(0, index - 1), index + 2))
    const center: Vec3 = [x, y, state.inWorld.center[2]]
    return { ...state.inWorld, center }
  })
  const furthestFrom = (from: Vec3) =>
    stays.reduce((a, b) =>
      Math.hypot(b.center[0] - from[0], b.center[1] - from[1]) >
      Math.hypot(a.center[0] - from[0], a.center[1] - from[1])
        ? b
        : a,
    )
  const one = furthestFrom(stays[0]!.center)
  return bevIou(one, furthestFrom(one.center))
}
