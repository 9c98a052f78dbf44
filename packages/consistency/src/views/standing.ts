import { isKeyframe } from '@trueline/annotation'
import { angleBetween, type Cuboid, fromDegrees, medianOf, type Vec3 } from '@trueline/geometry'
import type { LimitsOf } from '../defaults.ts'
import type { Evidence } from '../evidence.ts'
import type { ClipMoments } from './clipMoments.ts'
import { middleHeading } from './middleHeading.ts'
import type { PoseDrift } from './poseDrift.ts'
import { seenAt } from './seenAt.ts'
import type { TrackState, TrackView } from './trackView.ts'

/** A box of something that stands, and how far it is from where that is. */
export type StandingState = {
  readonly state: TrackState
  /** Meters from the place, but for what the poses drift; 0 where it lies on its own points. */
  readonly off: number
  /** Radians from the heading. */
  readonly turned: number
  readonly isAway: boolean
  readonly isTurned: boolean
  /** The box as its points have it, in the world; `null` where they do not say. */
  readonly seen: Cuboid | null
  /** Whether it is known how far the pose drifted since the middle of the track. */
  readonly isSteady: boolean
}

/** Where something stands, and how its boxes are about it. */
export type Standing = {
  /** In the world, without what poses drift. */
  readonly place: readonly [x: number, y: number]
  readonly heading: number
  readonly states: readonly StandingState[]
  /** Meters between where its first and its last boxes are; 0 where that may be noise or drift. */
  readonly creep: number
  /** Whether a person, or points, say the place, or all boxes beside a few agree about it. */
  readonly isPlaceSure: boolean
}

/** A box no further off its points is right in its sweep, whatever the poses make of it. In meters. */
const ON_POINTS = 0.15
/** How far boxes scatter at least that nobody held against points. In meters. */
const LEAST_NOISE = 0.1
/** The middle of a quarter of the boxes scatters less than one of them by this share. */
const QUARTER_NOISE = 1 / 3
/** Of fewer, the points do not say where something stands. */
const FEWEST_SEEN = 5
/** Meters the ego may drive before its poses have drifted. */
const STEADY = 2

/** How a track is about the place where it stands, whether it does or not. It has a state at least. */
export function standingOf(
  { states }: TrackView,
  { limits, evidence, drift, moments }: StandingSource,
): Standing {
  const { within, spreadDeg, driftShare, rangeShare } = limits
  const held = states.filter(({ cuboid }) => isKeyframe(cuboid))
  const seen = states.map((state) => seenAt(state, { evidence, moments }))
  const told = seen.flatMap((box, index) =>
    box === null ? [] : placeOf(box, states[index]!, drift),
  )
  const places = states.flatMap((state) => placeOf(state.inWorld, state, drift))
  const isTold = held.length > 0 || told.length >= FEWEST_SEEN
  const heading = middleHeading(held.length > 0 ? held : states)
  const driven = drift[states[states.length >> 1]!.frame]?.unknownWay ?? 0
  const wayOf = ({ frame }: TrackState): number =>
    Math.abs((drift[frame]?.unknownWay ?? 0) - driven)
  const far = medianOf(states.map(rangeOf))
  const creep = creepOf(places)
  const isCreeping =
    creep > within + QUARTER_NOISE * rangeShare * far + driftShare * Math.max(...states.map(wayOf))
  const own = middleOf(places)
  // Points know it no better than boxes that agree, unless these are off as a whole.
  const seenPlace = isTold && held.length === 0 ? middleOf(told) : own
  const place =
    held.length > 0
      ? middleOf(held.flatMap((state) => placeOf(state.inWorld, state, drift)))
      : isCreeping || apart(seenPlace, own) > ON_POINTS
        ? seenPlace
        : own
  const spread = fromDegrees(spreadDeg)
  return {
    place,
    heading,
    creep: isCreeping ? creep : 0,
    isPlaceSure: isTold || !isCreeping,
    states: states.map((state, index) => {
      const way = wayOf(state)
      const box = seen[index]!
      const isRight = box !== null && flatDistance(box, state.inWorld) <= ON_POINTS
      const off = isRight ? 0 : apart(places[index]!, place)
      const turned = Math.abs(angleBetween(heading, state.yaw))
      // What creeps is no noise, which grows with the range; and what points say is better.
      const noise = Math.max(LEAST_NOISE, rangeShare * rangeOf(state))
      const limit =
        driftShare * way +
        (isTold ? Math.max(within, ON_POINTS) : isCreeping ? within : within + noise)
      // A flip is told by C3.
      const skew = (rangeShare * rangeOf(state)) / state.inWorld.extent[0]
      const isTurned = turned > Math.max(spread, skew) && turned < Math.PI / 2
      const isSteady = way < STEADY
      return { state, off, turned, isAway: off > limit, isTurned, seen: box, isSteady }
    }),
  }
}

/** Whether it is known where a box that is away belongs: on its points, or where the track stands. */
export function canMove({ seen, isSteady }: StandingState): boolean {
  return seen !== null || isSteady
}

/** What standing is told by. */
export type StandingSource = {
  readonly limits: LimitsOf<'C8'>
  readonly evidence: Evidence
  readonly drift: PoseDrift
  readonly moments: ClipMoments
}

type Place = readonly [x: number, y: number]

/** How far the first and the last quarter of some places are apart. */
function creepOf(places: readonly Place[]): number {
  const share = Math.max(2, places.length >> 2)
  return apart(middleOf(places.slice(0, share)), middleOf(places.slice(-share)))
}

function placeOf({ center }: Cuboid, { frame }: TrackState, drift: PoseDrift): readonly Place[] {
  const { x, y } = drift[frame] ?? { x: 0, y: 0 }
  return [[center[0] - x, center[1] - y]]
}

function middleOf(places: readonly Place[]): Place {
  return [medianOf(places.map(([x]) => x)), medianOf(places.map(([, y]) => y))]
}

function rangeOf({ cuboid }: TrackState): number {
  return Math.hypot(cuboid.center[0], cuboid.center[1])
}

function flatDistance({ center: a }: Cuboid, { center: b }: { readonly center: Vec3 }): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1])
}

function apart([x, y]: Place, [ox, oy]: Place): number {
  return Math.hypot(x - ox, y - oy)
}
