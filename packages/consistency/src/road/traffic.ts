import type { Vec3 } from '@trueline/geometry'
import type { ClipMoments } from '../views/clipMoments.ts'
import type { Bounds, TrackView } from '../views/trackView.ts'

/** How something drove: a heading every so many meters. */
export type Traffic = {
  readonly moments: readonly TrafficMoment[]
  /** From above. */
  readonly bounds: Bounds
}

/** Where something drove by, in the world, and which way, as a unit vector from above. */
export type TrafficMoment = { readonly place: Vec3; readonly heading: readonly [number, number] }

/** In meters: what moves by less from one moment to the next may stand and be told unsteadily. */
const STEP = 2

/** In meters: a step that is longer leads over a gap. */
const LONGEST_STEP = 12

/** In meters: who gets no further has not shown where traffic goes. */
const SHORTEST_WAY = 15

const known = new WeakMap<TrackView, Traffic | null>()

/** How a track drove; `null` where it is no vehicle or did not go far. */
export function trafficOf(view: TrackView): Traffic | null {
  let traffic = known.get(view)
  if (traffic === undefined) {
    const places = view.states.map(({ inWorld }) => inWorld.center)
    traffic = view.family === 'vehicle' ? trafficAlong(places) : null
    known.set(view, traffic)
  }
  return traffic
}

/** How the ego drove; `null` where nobody knows, or it stood. */
export function egoTraffic({ poses, isPosed }: ClipMoments): Traffic | null {
  if (!isPosed) return null
  return trafficAlong(poses.flatMap((pose) => (pose === null ? [] : [pose.translation])))
}

function trafficAlong(places: readonly Vec3[]): Traffic | null {
  const moments: TrafficMoment[] = []
  let last = places[0]
  let way = 0
  for (const place of places) {
    if (last === undefined) break
    const [dx, dy] = [place[0] - last[0], place[1] - last[1]]
    const length = Math.hypot(dx, dy)
    if (length < STEP) continue
    if (length <= LONGEST_STEP) {
      moments.push({ place, heading: [dx / length, dy / length] })
      way += length
    }
    last = place
  }
  if (way < SHORTEST_WAY) return null
  const xs = moments.map(({ place }) => place[0])
  const ys = moments.map(({ place }) => place[1])
  return { moments, bounds: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] }
}
