import {
  angleBetween,
  bevIou,
  fromDegrees,
  medianOf,
  toDegrees,
  type Vec3,
} from '@trueline/geometry'
import type { Evidence } from '../evidence.ts'
import { isStill } from '../views/isStill.ts'
import { middleHeading } from '../views/middleHeading.ts'
import type { PoseDrift } from '../views/poseDrift.ts'
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
    const isStanding = isStill({ ...view, track: { ...track, isStatic: null } })
    if (!isStanding || value > within || span < seconds) return []
    const message = { en: 'Is said to move, and stands', zh: '标为运动，但始终静止' }
    return [{ frames, value, threshold: within, message }]
  },
)

/**
 * C8: the boxes of what stands are all at one place and turned one way, but for what the poses drift,
 * which shows in all that stands.
 */
export const staticDrift = trackCheck(
  { id: 'C8', mend: 'setStatic', needs: 'drift' },
  (view, { within, spreadDeg, driftShare }, { drift, evidence }) => {
    if (!isStill(view)) return []
    const { states } = view
    const places = states.map((state) => withoutDrift(state, drift))
    const middle = middleOf(places)
    const heading = middleHeading(states)
    const spread = fromDegrees(spreadDeg)
    const driven = drift[states[states.length >> 1]!.frame]!.unknownWay
    let value = 0
    let turn = 0
    const odd = states.filter(({ yaw, frame }, index) => {
      const way = Math.abs(drift[frame]!.unknownWay - driven)
      const limit = within + driftShare * way
      const isRight = isOnPoints(states[index]!, evidence)
      const off = isRight ? 0 : distanceTo(places[index]!, middle)
      const turned = Math.abs(angleBetween(heading, yaw))
      // A flip is told by C3.
      const isTurned = turned > spread && turned < Math.PI / 2
      if (off > limit) value = Math.max(value, off)
      if (isTurned) turn = Math.max(turn, turned)
      return off > limit || isTurned
    })
    if (odd.length === 0) return []
    const frames = odd.map(({ frame }) => frame)
    if (value <= within) {
      const message = {
        en: `Stands, and its boxes turn by up to ${degrees(turn)}`,
        zh: `物体静止，但框的朝向变化 ${degrees(turn)}`,
      }
      return [{ frames, value: toDegrees(turn), threshold: spreadDeg, message }]
    }
    const message = {
      en: `Stands, and its boxes are up to ${meters(value)} away from their place`,
      zh: `物体静止，但框最多偏离 ${meters(value)}`,
    }
    return [{ frames, value, threshold: within, message }]
  },
)

/** A box no further off its points is right in its sweep, whatever the poses make of it. In meters. */
const ON_POINTS = 0.15

function isOnPoints({ cuboid }: TrackState, evidence: Evidence): boolean {
  const { center: [x, y] = [Number.NaN, Number.NaN] } = evidence.get(cuboid.id)?.refit ?? {}
  return Math.hypot(cuboid.center[0] - x, cuboid.center[1] - y) <= ON_POINTS
}

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
