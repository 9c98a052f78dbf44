import { between, type Random } from '../random.ts'
import { furnishArm } from './furnishArm.ts'
import type { Arm } from './layJunction.ts'
import type { Draft, DraftLane, Line, Point } from './network.ts'
import { type Look, layArm, planArm } from './node.ts'
import { curveBetween, type Place } from './reference.ts'

/** A roundabout in the making: its middle line's radius and how wide it is. */
type Ring = { readonly radius: number; readonly width: number }

/** A place of the ring where an arm's lane leaves or joins it. */
type Gate = { readonly angle: number; readonly arm: Arm; readonly isExit: boolean }

/** Lays a roundabout at the origin, driven around counter-clockwise, with roads away from it. */
export function layRoundabout(draft: Draft, look: Look): void {
  const { random, style } = look
  const ring = {
    radius: between(random, 9, 20),
    width: style.laneWidth * between(random, 1.1, 1.5),
  }
  const outer = ring.radius + ring.width / 2
  const arms = angles(random, ring.radius).map((angle) => {
    const plan = planArm(look, { angle, rank: 'lane', longest: 130 })
    return layArm(draft, plan, { ...look, center: [0, 0], setback: outer + between(random, 6, 10) })
      .near
  })
  layGround(draft, arms, ring)
  const gates = arms.flatMap((arm): Gate[] => {
    const spread = Math.min((0.76 * Math.PI) / arms.length, between(random, 6, 9) / ring.radius)
    const angle = Math.atan2(arm.place.y, arm.place.x)
    return [
      ...(arm.end.leaving.length > 0 ? [{ angle: angle - spread, arm, isExit: true }] : []),
      ...(arm.end.arriving.length > 0 ? [{ angle: angle + spread, arm, isExit: false }] : []),
    ]
  })
  layRing(
    draft,
    gates.toSorted((a, b) => a.angle - b.angle),
    ring,
  )
  for (const arm of arms) furnishArm(draft, arm, { ...look, turns: [] })
}

function angles(random: Random, radius: number): readonly number[] {
  const count = radius < 12 ? 3 : random() < 0.4 ? 3 : 4
  const first = between(random, -Math.PI, Math.PI)
  return Array.from(
    { length: count },
    (_, index) => first + ((index + between(random, -0.12, 0.12)) * 2 * Math.PI) / count,
  ).map((angle) => Math.atan2(Math.sin(angle), Math.cos(angle)))
}

/** A place of a circle around the origin, looking along it counter-clockwise. */
function onCircle(radius: number, angle: number): Place {
  return {
    x: radius * Math.cos(angle),
    y: radius * Math.sin(angle),
    heading: angle + Math.PI / 2,
  }
}

function arc(radius: number, from: number, to: number): Line {
  const span = (((to - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI) || 2 * Math.PI
  const pieces = Math.max(2, Math.ceil((span * radius) / 1.5))
  return Array.from({ length: pieces + 1 }, (_, index): Point => {
    const { x, y } = onCircle(radius, from + (span * index) / pieces)
    return [x, y]
  })
}

/** The ring's lanes from gate to gate, and those that leave and join it. */
function layRing(draft: Draft, gates: readonly Gate[], { radius, width }: Ring): void {
  const first = draft.lanes.length
  gates.forEach(({ angle }, index) => {
    const next = gates[(index + 1) % gates.length]!
    const line = arc(radius, angle, next.angle)
    const on = first + ((index + 1) % gates.length)
    draft.lanes.push(turnLane(first + index, [line, width], [on]))
  })
  gates.forEach(({ angle, arm, isExit }, index) => {
    const place = onCircle(radius, angle)
    const after = first + index
    const before = first + ((index + gates.length - 1) % gates.length)
    for (const end of isExit ? arm.end.leaving : arm.end.arriving) {
      if (end.strip.use === 'bicycle') continue
      const id = draft.lanes.length
      const line = isExit ? curveBetween(place, end.place) : curveBetween(end.place, place)
      draft.lanes.push(turnLane(id, [line, width], [isExit ? end.lane : after]))
      draft.lanes[isExit ? before : end.lane]!.successors.push(id)
    }
  })
}

function turnLane(
  id: number,
  [line, width]: readonly [Line, number],
  successors: number[],
): DraftLane {
  return {
    id,
    kind: 'junction',
    turn: 'none',
    line,
    width,
    left: null,
    right: null,
    isReversed: false,
    successors,
    leftNeighbour: null,
    rightNeighbour: null,
  }
}

/** Asphalt, the island in the middle, and the edges between the arms. */
function layGround(draft: Draft, arms: readonly Arm[], { radius, width }: Ring): void {
  const [inner, outer] = [radius - width / 2, radius + width / 2]
  const around = arms.toSorted(
    (a, b) => Math.atan2(a.place.y, a.place.x) - Math.atan2(b.place.y, b.place.x),
  )
  const edges = around.map((arm, index) =>
    outerEdge([arm, around[(index + 1) % around.length]!], outer),
  )
  const kerb = (line: Line): void => {
    draft.boundaries.push({ id: draft.boundaries.length, line, mark: 'kerb', color: null })
  }
  for (const edge of edges) kerb(edge)
  kerb(arc(inner, 0, 2 * Math.PI))
  const ring = around.flatMap((arm, index) => [corner(arm, -arm.rightWidth), ...edges[index]!])
  draft.surfaces.push({ material: 'asphalt', ring })
  draft.surfaces.push({ material: 'median', ring: arc(inner, 0, 2 * Math.PI) })
  draft.roads.push(arc(radius, 0, 2 * Math.PI))
}

function corner({ place }: Arm, left: number): Point {
  return [place.x - left * Math.sin(place.heading), place.y + left * Math.cos(place.heading)]
}

/** From an arm's left corner around the ring to the next arm's right corner. */
function outerEdge([arm, next]: readonly [Arm, Arm], outer: number): Line {
  const [x, y] = corner(arm, arm.leftWidth)
  const [nextX, nextY] = corner(next, -next.rightWidth)
  const from = Math.atan2(y, x) + 0.25
  const span =
    (((Math.atan2(nextY, nextX) - 0.25 - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)
  return [
    ...curveBetween({ x, y, heading: arm.place.heading + Math.PI }, onCircle(outer, from)),
    ...arc(outer, from, from + span).slice(1, -1),
    ...curveBetween(onCircle(outer, from + span), {
      x: nextX,
      y: nextY,
      heading: next.place.heading,
    }),
  ]
}
