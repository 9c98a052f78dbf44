import { between, normal, pick, type Random } from '../random.ts'
import { type RoadArc, standOnArc } from '../terrain/roadArc.ts'
import type { Spot } from './site.ts'

/** How a side's parked cars stand: along the road, across it, or at an angle. */
export type Parking = 'none' | 'parallel' | 'across' | 'angled'

/** What a road is like. */
export type Street = {
  readonly arc: RoadArc
  readonly lanes: number
  readonly laneWidth: number
  /** Width of what parts the directions; 0 for none. */
  readonly median: number
  /** Left and right. */
  readonly parking: readonly [Parking, Parking]
}

/** How far along a road, both ways, things are put. */
export const STREET_END = 72

/** Width of a strip of parked cars. */
export const PARKING_WIDTH: Readonly<Record<Parking, number>> = {
  none: 0,
  parallel: 2.2,
  across: 5,
  angled: 4.6,
}

const PARKINGS: readonly Parking[] = [
  'none',
  'none',
  'parallel',
  'parallel',
  'parallel',
  'across',
  'angled',
]

function streetOf(random: Random, place: Omit<RoadArc, 'halfWidth' | 'curvature'>): Street {
  const lanes = pick(random, [1, 2, 2, 2, 3, 4, 4, 6])
  const laneWidth = between(random, 2.8, 3.7)
  const parking = [pick(random, PARKINGS), pick(random, PARKINGS)] as const
  const strip = Math.max(PARKING_WIDTH[parking[0]], PARKING_WIDTH[parking[1]])
  const median = lanes % 2 === 0 && random() < 0.25 ? between(random, 0.6, 4) : 0
  const curvature = random() < 0.6 ? 0 : between(random, -0.012, 0.012)
  const halfWidth = (lanes * laneWidth + median) / 2 + strip + between(random, 0, 0.8)
  return { arc: { ...place, curvature, halfWidth }, lanes, laneWidth, median, parking }
}

/** The road that the recording vehicle is on, mostly along it. */
export function mainStreet(random: Random): Street {
  const isAlong = random() < 0.8
  const heading = isAlong ? 0.05 * normal(random) : between(random, -Math.PI, Math.PI)
  const offset = between(random, -5, 5)
  const [x, y] = [-offset * Math.sin(heading), offset * Math.cos(heading)]
  return streetOf(random, { x, y, heading })
}

/** A road that crosses another. */
export function crossing(random: Random, main: Street): Street {
  const { point, yaw } = standOnArc(main.arc, between(random, -50, 50), 0)
  const heading = yaw + Math.PI / 2 + 0.15 * normal(random)
  return streetOf(random, { x: point[0], y: point[1], heading })
}

/** How far left of a street's middle the middle of a lane is, the first one on the right. */
export function leftOfLane({ lanes, laneWidth, median }: Street, lane: number): number {
  const fromMiddle = lane - (lanes - 1) / 2
  return fromMiddle * laneWidth + (Math.sign(fromMiddle) * median) / 2
}

/** The spot `s` along a street and `d` left of its middle, looking along it. */
export function spotOn({ arc }: Street, s: number, d: number): Spot {
  const { point, yaw } = standOnArc(arc, s, d)
  return { x: point[0], y: point[1], yaw }
}
