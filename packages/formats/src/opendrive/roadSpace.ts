import type { Vec3 } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import type { XmlPlace } from '../xml/readXml.ts'
import { cubicValue } from './cubics.ts'
import { opendriveTexts as say } from './opendriveTexts.ts'
import type { Road, RoadLane, Section } from './readRoad.ts'
import { poseOnLine } from './referenceLine.ts'

/** A place beside a road: `t` meters to the left of its reference line, `h` above it. */
export type BesideRoad = (t: number, h: number) => Vec3

/** The places beside a road at `s`. */
export function crossSection(road: Road, s: number): BesideRoad {
  const { x, y, heading } = poseOnLine(road.pieces, s)
  const tilt = cubicValue(road.superelevation, s)
  const z = cubicValue(road.elevation, s)
  const [cos, sin, cosTilt, sinTilt] = [
    Math.cos(heading),
    Math.sin(heading),
    Math.cos(tilt),
    Math.sin(tilt),
  ]
  return (t, h) => {
    const across = t * cosTilt - h * sinTilt
    return [x - sin * across, y + cos * across, z + t * sinTilt + h * cosTilt]
  }
}

/** The place `t` meters to the left of a road's reference line at `s`, and `h` above it. */
export function placeOnRoad(road: Road, s: number, [t, h]: readonly [number, number]): Vec3 {
  return crossSection(road, s)(t, h)
}

/** The way a road goes at `s`, in radians. */
export function headingOnRoad(road: Road, s: number): number {
  return poseOnLine(road.pieces, s).heading
}

/**
 * How far to the left of the reference line the edges of a section's lanes are at `s`: one more than
 * lanes, from the farthest left to the farthest right, the middle among them.
 */
export function edgesAt(road: Road, section: Section, s: number): readonly number[] {
  // At its end the section's own offset holds, not the next one's that may begin there with a jump.
  const offset = cubicValue(road.laneOffset, Math.min(s, section.end - 1e-7))
  const ds = s - section.s
  const left = section.lanes.filter(({ id }) => id > 0).toReversed()
  const right = section.lanes.filter(({ id }) => id < 0)
  return [
    ...outward(left, ds)
      .map((one) => offset + one)
      .toReversed(),
    offset,
    ...outward(right, ds).map((one) => offset - one),
  ]
}

/** Distances of the outer edges of lanes from the middle, the nearest first. */
function outward(lanes: readonly RoadLane[], ds: number): readonly number[] {
  let sum = 0
  return lanes.map(({ widths, borders }) => {
    // Where both are told, widths hold (1.7, 11.6.2).
    if (widths.length > 0 || borders.length === 0) sum += cubicValue(widths, ds)
    else sum = Math.abs(cubicValue(borders, ds))
    return sum
  })
}

/** A stretch of road to be sampled. */
type Stretch = {
  readonly from: number
  readonly to: number
  readonly breaks: readonly number[]
  readonly at: XmlPlace
}

/** Lines stay this near to what they are sampled of. */
const NEAR = 0.01
/** Shorter pieces are not cut. */
const SHORTEST = 0.02
/** A line of 20 km that bends all the way has not as many, */
const MOST_SAMPLES = 20_000
/** and a ring of two meters not so many a meter, but for where edges turn on the spot. */
const MOST_A_METER = 20
const FEW_SAMPLES = 1000
/** Straight pieces may be as long; polynomials that look straight at a few places are looked at more. */
const LONGEST = 20

/**
 * Places along a stretch of road at which each of some lines, drawn straight from place to place, stays
 * within a centimeter of itself: the ends and what lies between, in order.
 *
 * @param pointsAt The lines' points at a place of the road.
 * @param stretch `breaks` are places where lines may bend or begin anew.
 * @throws {BadInputError} when they bend so much that there would be more points than a line may have.
 */
export function samplesOf(
  stretch: Stretch,
  pointsAt: (s: number) => readonly Vec3[],
): readonly number[] {
  const { from, to, breaks, at } = stretch
  const inner = breaks.filter((s) => s > from + 1e-6 && s < to - 1e-6).toSorted((a, b) => a - b)
  const stops = [
    from,
    ...inner.filter((s, index) => index === 0 || s - inner[index - 1]! > 1e-6),
    to,
  ]
  const samples = [from]
  const most = Math.min(MOST_SAMPLES, FEW_SAMPLES + Math.ceil(MOST_A_METER * (to - from)))
  for (let index = 1; index < stops.length; index++) {
    const [start, end] = [stops[index - 1]!, stops[index]!]
    const pieces = Math.min(4096, Math.max(1, Math.ceil((end - start) / LONGEST)))
    for (let piece = 0; piece < pieces; piece++) {
      const a = start + ((end - start) * piece) / pieces
      const b = piece === pieces - 1 ? end : start + ((end - start) * (piece + 1)) / pieces
      divide([a, b], { pointsAt, samples, most, at })
    }
  }
  return samples
}

type Dividing = {
  readonly pointsAt: (s: number) => readonly Vec3[]
  readonly samples: number[]
  readonly most: number
  readonly at: XmlPlace
}

function divide([a, b]: readonly [number, number], given: Dividing): void {
  const { pointsAt, samples } = given
  const [start, end] = [pointsAt(a), pointsAt(b)]
  const isStraight = [0.25, 0.5, 0.75].every((share) => {
    const points = pointsAt(a + (b - a) * share)
    return points.every((point, index) => offChord(point, start[index]!, end[index]!) <= NEAR * 0.7)
  })
  if (isStraight || b - a < SHORTEST) {
    if (samples.length >= given.most) throw tooMany(given)
    samples.push(b)
    return
  }
  const middle = (a + b) / 2
  divide([a, middle], given)
  divide([middle, b], given)
}

function tooMany({ most, at }: Dividing): BadInputError {
  const found = mapTexts.tooMany({ most })
  return new BadInputError({ ...at, found, expected: say.calmer })
}

/** Meters between a point and the straight way between two others. */
function offChord(point: Vec3, from: Vec3, to: Vec3): number {
  const way = [to[0] - from[0], to[1] - from[1], to[2] - from[2]] as const
  const off = [point[0] - from[0], point[1] - from[1], point[2] - from[2]] as const
  const squared = way[0] ** 2 + way[1] ** 2 + way[2] ** 2
  const dot = way[0] * off[0] + way[1] * off[1] + way[2] * off[2]
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, dot / squared))
  return Math.hypot(off[0] - share * way[0], off[1] - share * way[1], off[2] - share * way[2])
}
