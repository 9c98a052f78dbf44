import { createRoadLine, type RoadLine } from './roadLine.ts'

/** Distances from the middle of the road, the same on both sides. */
export const CROSS_SECTION = {
  /** Middle of a driving lane. */
  lane: 1.75,
  /** Where the lane ends and the cycle lane begins. */
  laneEdge: 3.5,
  cycle: 4.25,
  cycleEdge: 5,
  parking: 6.15,
  kerb: 7.3,
  kerbHeight: 0.12,
  walk: 9.3,
  /** Where the pavement ends and the lots begin. */
  lot: 10.6,
  lotEnd: 24,
} as const

/** A street that opens into the road on one side, at a right angle. */
export type SideStreet = { readonly s: number; readonly side: 1 | -1 }

/** Half the width of a side street's opening. */
export const SIDE_STREET_HALF = 4

/** Length of a side street from the middle of the road. */
export const SIDE_STREET_END = 46

/** Where everything that does not move on the road is. */
export type RoadPlan = {
  readonly line: RoadLine
  readonly crosswalks: readonly number[]
  readonly sideStreets: readonly SideStreet[]
}

/** A bend's length and sharpness: a quarter turn on a radius of 33 m, at 9 m/s 2.5 m/s² sideways. */
const RAMP = 14
const ARC = 36
const CURVATURE = 1 / 33
/** From one bend's start to the next: they alternate, so that the road never meets itself. */
const BEND_EVERY = 190
const BEFORE = 110
const AFTER = 180

/** Half the width of a crosswalk along the road. */
export const CROSSWALK_HALF = 1.8

/**
 * The road of a clip that drives `travel` meters from `s` = 0.
 *
 * The first bend begins at the start, so that even a clip of five seconds goes through it.
 */
export function planRoad(travel: number, firstTurn: 1 | -1): RoadPlan {
  const to = travel + AFTER
  const starts = Array.from({ length: Math.ceil((to + 1) / BEND_EVERY) }, (_, i) => i * BEND_EVERY)
  const bends = starts.map((start, i) => ({
    from: start - 3,
    ramp: RAMP,
    arc: ARC,
    curvature: CURVATURE * firstTurn * (i % 2 === 0 ? 1 : -1),
  }))
  return {
    line: createRoadLine(bends, { from: -BEFORE, to }),
    crosswalks: starts.flatMap((start) => [start + 50, start + 150]).filter((s) => s < to),
    sideStreets: starts.flatMap((start, i): readonly SideStreet[] => {
      const outer = (i % 2 === 0 ? -firstTurn : firstTurn) as 1 | -1
      return [
        { s: start - 30, side: firstTurn },
        { s: start + 76, side: outer },
      ]
    }),
  }
}

/** Whether a side street opens at `s` on a side, with `margin` more on either hand. */
export function isOpening(
  plan: RoadPlan,
  { s, side }: { readonly s: number; readonly side: 1 | -1 },
  margin = 0,
): boolean {
  return plan.sideStreets.some(
    (street) => street.side === side && Math.abs(street.s - s) <= SIDE_STREET_HALF + margin,
  )
}

/** Height of the ground over the road's middle line: the pavement is a kerb higher. */
export function liftAt(
  plan: RoadPlan,
  { s, d }: { readonly s: number; readonly d: number },
): number {
  const isBeside = Math.abs(d) > CROSS_SECTION.kerb
  return isBeside && !isOpening(plan, { s, side: d > 0 ? 1 : -1 }) ? CROSS_SECTION.kerbHeight : 0
}
