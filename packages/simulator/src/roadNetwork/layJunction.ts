import type { Random } from '../random.ts'
import { cornerLine } from './corner.ts'
import { furnishArm } from './furnishArm.ts'
import type { LaneEnd, RoadEnd } from './layRoad.ts'
import type { Draft, Line, NetworkLane, Point } from './network.ts'
import { curveBetween, type Place } from './reference.ts'
import type { Style } from './style.ts'

/** A road that ends at a junction. */
export type Arm = {
  /** The end's middle, looking away from the junction. */
  readonly place: Place
  /** From the middle to the edges, looking away: traffic arrives on the left, leaves on the right. */
  readonly leftWidth: number
  readonly rightWidth: number
  readonly end: RoadEnd
}

/** Joins arms, given counter-clockwise, by lanes through a junction, with corners, crosswalks and stop lines. */
export function layJunction(
  draft: Draft,
  arms: readonly Arm[],
  look: { readonly random: Random; readonly style: Style },
): void {
  layGround(draft, arms, look.style)
  for (const from of arms) {
    const turns: { readonly end: LaneEnd; readonly turn: NetworkLane['turn'] }[] = []
    for (const [end, to, turn] of movements(from, arms, look.random)) {
      turns.push({ end, turn })
      layTurn(draft, [end, to], turn)
    }
    furnishArm(draft, from, { ...look, turns })
  }
}

/** A corner of an arm's mouth. */
function mouth({ place, leftWidth, rightWidth }: Arm, side: 'left' | 'right'): Place {
  const way = side === 'left' ? leftWidth : -rightWidth
  return {
    x: place.x - way * Math.sin(place.heading),
    y: place.y + way * Math.cos(place.heading),
    heading: place.heading,
  }
}

function layGround(draft: Draft, arms: readonly Arm[], style: Style): void {
  const corners = arms.map((arm, index) => {
    const next = arms[(index + 1) % arms.length]!
    return cornerLine(mouth(arm, 'left'), mouth(next, 'right'))
  })
  corners.forEach((line, index) => {
    draft.boundaries.push({ id: draft.boundaries.length, line, mark: 'kerb', color: null })
    const next = arms[(index + 1) % arms.length]!
    if (style.pavement > 0) {
      draft.surfaces.push({
        material: 'pavement',
        ring: pavementRing(line, [arms[index]!, next], style),
      })
    }
  })
  const ring = arms.flatMap((arm, index): Point[] => {
    const right = mouth(arm, 'right')
    return [[right.x, right.y], ...corners[index]!]
  })
  draft.surfaces.push({ material: 'asphalt', ring })
}

/** The pavement outside of a corner: between it and the line beyond it. */
function pavementRing(corner: Line, [arm, next]: readonly [Arm, Arm], style: Style): Line {
  const wider = (own: Arm): Arm => ({
    ...own,
    leftWidth: own.leftWidth + style.pavement,
    rightWidth: own.rightWidth + style.pavement,
  })
  const beyond = cornerLine(mouth(wider(arm), 'left'), mouth(wider(next), 'right'))
  return [...corner, ...beyond.toReversed()]
}

function layTurn(
  draft: Draft,
  [from, to]: readonly [LaneEnd, LaneEnd],
  turn: NetworkLane['turn'],
): void {
  const id = draft.lanes.length
  draft.lanes.push({
    id,
    kind: 'junction',
    turn,
    line: curveBetween(from.place, to.place),
    width: Math.min(from.strip.width, to.strip.width),
    left: null,
    right: null,
    isReversed: false,
    successors: [to.lane],
    leftNeighbour: null,
    rightNeighbour: null,
  })
  draft.lanes[from.lane]!.successors.push(id)
}

type Movement = readonly [from: LaneEnd, to: LaneEnd, turn: NetworkLane['turn']]

/** Which lane of an arm leads to which of the others. */
function movements(from: Arm, arms: readonly Arm[], random: Random): readonly Movement[] {
  const vehicles = from.end.arriving.filter(({ strip }) => strip.use !== 'bicycle')
  const bicycles = from.end.arriving.filter(({ strip }) => strip.use === 'bicycle')
  const found: Movement[] = []
  const ways = arms
    .filter((arm) => arm !== from)
    .map((arm) => ({ arm, angle: turnBetween(from, arm) }))
    .toSorted((a, b) => b.angle - a.angle)
  const isAsked = random() < 0.9
  for (const { arm, angle } of ways) {
    const turn = turnOf(angle, ways.length)
    const leaving = arm.end.leaving.filter(({ strip }) => strip.use !== 'bicycle')
    if (turn !== 'none' && isAsked) found.push(...lanesFor(turn, vehicles, leaving))
    const cycleWay = arm.end.leaving.find(({ strip }) => strip.use === 'bicycle')
    const [cycle] = bicycles
    if (turn === 'straight' && cycle !== undefined && cycleWay !== undefined) {
      found.push([cycle, cycleWay, turn])
    }
  }
  return found
}

/** By how much one turns from one arm into another; left is positive. */
function turnBetween(from: Arm, to: Arm): number {
  const turn = to.place.heading - (from.place.heading + Math.PI)
  return Math.atan2(Math.sin(turn), Math.cos(turn))
}

function turnOf(angle: number, ways: number): NetworkLane['turn'] {
  const straight = ways === 1 ? 1.2 : 0.6
  if (Math.abs(angle) > 2.6) return 'none'
  if (Math.abs(angle) <= straight) return 'straight'
  return angle > 0 ? 'left' : 'right'
}

/** Pairs arriving lanes, from the left to the right, with leaving ones. */
function lanesFor(
  turn: NetworkLane['turn'],
  arriving: readonly LaneEnd[],
  leaving: readonly LaneEnd[],
): readonly Movement[] {
  if (leaving.length === 0) return []
  const own = arriving.filter(({ strip }) => strip.only === turn)
  if (turn === 'straight') {
    const through = arriving.filter(({ strip }) => strip.only === null)
    const spare = through.length - leaving.length
    return through.flatMap((end, index): Movement[] => {
      // With more lanes than go on, the leftmost ones only turn.
      const to = leaving[index - Math.max(0, spare)]
      return to === undefined ? [] : [[end, to, turn]]
    })
  }
  const from = own.length > 0 ? own : arriving.slice(...(turn === 'left' ? [0, 1] : [-1]))
  return from.flatMap((end, index): Movement[] => {
    if (end.strip.only !== null && end.strip.only !== turn) return []
    const to = turn === 'left' ? leaving[Math.min(index, leaving.length - 1)] : leaving.at(-1)
    return to === undefined ? [] : [[end, to, turn]]
  })
}
