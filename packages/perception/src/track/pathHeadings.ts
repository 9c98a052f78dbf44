import { smoothSeries, wrapAngle } from '@trueline/geometry'
import { axisDifference } from './motionFilter.ts'
import type { MotionModel } from './motionModel.ts'
import type { Sighting } from './sighting.ts'

/** A moment of a smooth path. */
export type PathPoint = {
  readonly time: number
  readonly x: number
  readonly y: number
  /** `null` where it was not seen. */
  readonly sighting: Sighting | null
}

type Motion = { readonly heading: number; readonly speed: number }

/** A detected heading further than this from the motion is a mistake, not a slip angle. */
const PLAUSIBLE = Math.PI / 4
/** Backwards is what detections say again and again, and slowly. */
const BACKWARDS_VOTE = -0.6
const BACKWARDS_BELOW = 5

/**
 * The heading at each moment of a path, in (-π, π]: along the motion where there is enough of it, where
 * it was seen else, smooth in time, and never the wrong way round for a moment.
 */
export function pathHeadings(points: readonly PathPoint[], model: MotionModel): readonly number[] {
  const motions = points.map((_, index) => motionAt(points, index))
  const turned = isBackwards(points, motions, model) ? Math.PI : 0
  const observed = points.map(({ sighting }, index) => {
    const { heading, speed } = motions[index]!
    const trust = Math.min(1, Math.max(0, speed / model.facesMotionFrom - 0.5))
    return blend(sighting, { heading: heading + turned, trust }, model)
  })
  const values = unwrapped(observed, model)
  const noise = { value: model.headingNoise, bend: model.turning / 2 }
  const curve = smoothSeries(
    {
      times: points.map(({ time }) => time),
      values,
      weights: observed.map((one) => one?.weight ?? 0),
    },
    noise,
  )
  const vote = observed.reduce((sum, one, index) => {
    if (one === null) return sum
    return sum + one.weight * one.direction * Math.cos(one.heading - curve[index]!)
  }, 0)
  return curve.map((heading) => wrapAngle(vote < 0 ? heading + Math.PI : heading))
}

function motionAt(points: readonly PathPoint[], index: number): Motion {
  const before = points[Math.max(0, index - 1)]!
  const after = points[Math.min(points.length - 1, index + 1)]!
  const seconds = after.time - before.time
  if (seconds === 0) return { heading: 0, speed: 0 }
  const [dx, dy] = [after.x - before.x, after.y - before.y]
  return { heading: Math.atan2(dy, dx), speed: Math.hypot(dx, dy) / seconds }
}

/** Whether it drives backwards: no person and no rider does. */
function isBackwards(
  points: readonly PathPoint[],
  motions: readonly Motion[],
  { kind, facesMotionFrom }: MotionModel,
): boolean {
  if (kind !== 'vehicle') return false
  let [vote, total, fastest] = [0, 0, 0]
  for (const [index, { sighting }] of points.entries()) {
    const { heading, speed } = motions[index]!
    fastest = Math.max(fastest, speed)
    if (sighting === null || speed < facesMotionFrom / 2) continue
    vote += sighting.score * Math.cos(sighting.heading - heading)
    total += sighting.score
  }
  return total > 0 && fastest < BACKWARDS_BELOW && vote / total < BACKWARDS_VOTE
}

type Observed = {
  readonly heading: number
  readonly weight: number
  /** How much it says of front and rear: motion tells them apart better than a detection. */
  readonly direction: number
}

function blend(
  sighting: Sighting | null,
  motion: { readonly heading: number; readonly trust: number },
  { kind }: MotionModel,
): Observed | null {
  const { heading, trust } = motion
  if (sighting === null) return trust === 0 ? null : { heading, weight: trust / 2, direction: 3 }
  if (trust === 0) return { heading: sighting.heading, weight: sighting.score, direction: 1 }
  const off = axisDifference(sighting.heading, heading)
  // What rolls points where it rolls to; the body of a person says little.
  const seen = kind === 'pedestrian' || Math.abs(off) > PLAUSIBLE ? 0 : 0.5
  const share = trust === 1 ? seen : 1 - trust * (1 - seen)
  return {
    heading: heading + share * off,
    weight: Math.max(sighting.score, trust),
    direction: 1 + 2 * trust,
  }
}

/** The angles without jumps; what has wheels keeps its axis, so that front and rear are one for it. */
function unwrapped(
  observed: readonly (Observed | null)[],
  { kind }: MotionModel,
): readonly (number | null)[] {
  let last: number | null = null
  return observed.map((one) => {
    if (one === null) return null
    if (last === null) last = one.heading
    else {
      const turn =
        kind === 'pedestrian' ? wrapAngle(one.heading - last) : axisDifference(one.heading, last)
      last += turn
    }
    return last
  })
}
