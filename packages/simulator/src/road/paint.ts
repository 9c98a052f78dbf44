import { planeNoise } from '../noise.ts'
import { CROSS_SECTION, CROSSWALK_HALF, type RoadPlan, SIDE_STREET_HALF } from './plan.ts'
import type { Slice } from './surface.ts'

/** What the ground is made of at a place. */
export type GroundKind = 'asphalt' | 'cycleLane' | 'paint' | 'kerb' | 'pavement' | 'grass'

/** Share of laser light each kind of ground throws back. */
export const GROUND_REFLECTANCE: Readonly<Record<GroundKind, number>> = {
  asphalt: 0.17,
  cycleLane: 0.26,
  paint: 0.85,
  kerb: 0.42,
  pavement: 0.33,
  grass: 0.45,
}

const LINE_HALF = 0.075
const BAY = 6
/** The road is made of straight pieces: in a bend they leave its line by as much. */
const KERB_EDGE = 0.012

const isNear = (value: number, target: number, half: number): boolean =>
  Math.abs(value - target) <= half

/** Where in a repeating pattern a value falls, in [0, period). */
const within = (value: number, period: number): number =>
  value - period * Math.floor(value / period)

function isLanePaint(s: number, across: number): boolean {
  const { laneEdge, cycleEdge, kerb } = CROSS_SECTION
  if (across <= LINE_HALF) return within(s, 6) < 3
  if (isNear(across, laneEdge, 0.06)) return within(s, 2) < 1.2
  if (isNear(across, cycleEdge, 0.05)) return true
  return across > cycleEdge && across < kerb - 0.2 && isNear(within(s, BAY), BAY / 2, 0.05)
}

function isCrosswalkPaint(plan: RoadPlan, s: number, d: number): boolean {
  for (const center of plan.crosswalks) {
    const along = Math.abs(s - center)
    if (along > CROSSWALK_HALF + 2.2) continue
    if (along <= CROSSWALK_HALF) return within(d + 0.25, 1) < 0.5
    // A stop line stands before the stripes on the side of oncoming traffic.
    const isBefore = s < center ? d < 0 : d > 0
    return (
      isBefore && isNear(along, CROSSWALK_HALF + 1.6, 0.2) && Math.abs(d) < CROSS_SECTION.laneEdge
    )
  }
  return false
}

const isCrosswalk = (plan: RoadPlan, s: number): boolean =>
  plan.crosswalks.some((center) => Math.abs(s - center) <= CROSSWALK_HALF + 2.2)

/** Where traffic has rubbed the paint off. */
function isWorn(s: number, d: number): boolean {
  return planeNoise(s * 9, d * 9) + 0.6 * planeNoise(s * 1.3, d * 1.3) < 0.36
}

/** What the ground is made of at a place `s` along the road and `d` left of its middle. */
export function groundKindAt(plan: RoadPlan, slice: Slice, place: ArrayLike<number>): GroundKind {
  const s = place[0]!
  const d = place[1]!
  const { kerb, lot, laneEdge, cycleEdge } = CROSS_SECTION
  const across = Math.abs(d)
  const isOpen = d > 0 ? slice.isOpenLeft : slice.isOpenRight
  if (across <= kerb - KERB_EDGE || isOpen) {
    if (isOpen && across > cycleEdge) {
      return isSideStreetPaint(plan, s, across) && !isWorn(s, d) ? 'paint' : 'asphalt'
    }
    const isMarked = isCrosswalk(plan, s) ? isCrosswalkPaint(plan, s, d) : isLanePaint(s, across)
    if (isMarked && !isWorn(s, d)) return 'paint'
    return across > laneEdge && across < cycleEdge ? 'cycleLane' : 'asphalt'
  }
  if (across <= kerb + 0.17) return 'kerb'
  return across <= lot ? 'pavement' : 'grass'
}

/** A side street's middle line, and the give-way line at its mouth. */
function isSideStreetPaint(plan: RoadPlan, s: number, across: number): boolean {
  const street = plan.sideStreets.find((one) => Math.abs(one.s - s) <= SIDE_STREET_HALF)
  if (street === undefined) return false
  if (isNear(across, CROSS_SECTION.kerb + 0.4, 0.2)) return within(s, 0.9) < 0.6
  return across > CROSS_SECTION.kerb + 2 && isNear(s, street.s, LINE_HALF) && within(across, 6) < 3
}

/** Writes `s` and `d` of a point x, y of the world, as a slice sees it. */
export function writeRoadPlace(
  into: Float64Array,
  slice: Slice,
  { x, y }: { readonly x: number; readonly y: number },
): void {
  const dx = x - slice.origin[0]
  const dy = y - slice.origin[1]
  const along = slice.cos * dx + slice.sin * dy
  const d = slice.cos * dy - slice.sin * dx - (slice.curvature * along * along) / 2
  into[0] = slice.s + along / (1 - slice.curvature * d)
  into[1] = d
}
