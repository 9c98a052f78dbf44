import type { Cuboid } from '@trueline/geometry'
import { between, pick, type Random } from '../random.ts'
import { CROSS_SECTION, isOpening, liftAt, type RoadPlan } from '../road/plan.ts'
import { withoutCollisions } from './collisions.ts'
import { bus, car, cyclist, lorry, type Model, pedestrian } from './fleet.ts'
import { type Course, ease, followCourse, steadyCourse, turnOut } from './path.ts'
import type { RoadUser } from './roadUser.ts'

/** The recording vehicle's speed along the road's middle. */
export const EGO_SPEED = 9

/** Where the recording vehicle is after some seconds: its lane, at a speed that breathes a little. */
export const egoCourse: Course = (seconds) => ({
  s: EGO_SPEED * seconds + 0.35 * (1 - Math.cos(seconds * 0.9)),
  d: -CROSS_SECTION.lane,
})

type Street = {
  readonly plan: RoadPlan
  readonly random: Random
  readonly travel: number
  /** What stands where somebody might walk or park. */
  readonly obstacles: readonly Cuboid[]
}

/** Everyone and everything of a street that is labelled. */
export function trafficOf(street: Street): readonly RoadUser[] {
  const users = [...parked(street), ...driven(street), ...ridden(street), ...walked(street)]
  const { obstacles, travel } = street
  return withoutCollisions(users, { obstacles, seconds: travel / EGO_SPEED })
}

function rider({ plan }: Street, model: Model, course: Course): RoadUser {
  const standAt = followCourse(plan, course)
  // Pedals turn once in four meters and a bit.
  const phaseAt = (seconds: number): number => -1.4 * Math.abs(course(seconds).s)
  return { ...model, isStatic: false, standAt, phaseAt }
}

function parked({ plan, random }: Street): RoadUser[] {
  const users: RoadUser[] = []
  const isFree = (s: number, side: 1 | -1): boolean =>
    !isOpening(plan, { s, side }, 6.5) &&
    plan.crosswalks.every((center) => Math.abs(center - s) > 8)
  for (const side of [1, -1] as const) {
    for (let s = plan.line.from + 9; s < plan.line.to - 9; s += 6) {
      if (!isFree(s, side) || random() < 0.3) continue
      const model = car(random, random() < 0.08 ? 'van' : undefined)
      const d = side * (CROSS_SECTION.parking + between(random, -0.1, 0.12))
      const at = s + between(random, -0.35, 0.35)
      const against = random() < 0.07 ? Math.PI : 0
      const yaw =
        plan.line.headingAt(at) + (side > 0 ? Math.PI : 0) + against + between(random, -0.03, 0.03)
      const stand = { point: plan.line.pointAt({ s: at, d }), yaw }
      users.push({ ...model, isStatic: true, standAt: () => stand, phaseAt: () => 0 })
    }
  }
  return users
}

function driven(street: Street): RoadUser[] {
  const { plan, random, travel } = street
  const { lane } = CROSS_SECTION
  const withEgo = (model: Model, ahead: number, speed: number): RoadUser =>
    rider(street, model, steadyCourse({ s: ahead, d: -lane }, speed, 1))
  // A car passes the slow cyclist ahead of it with room to spare, clear of who comes against it.
  const overtaking: Course = (seconds) => {
    const s = 25 + EGO_SPEED * seconds
    const out = ease(seconds, 0.2, 1.8) - ease(seconds, 3.2, 5)
    return { s, d: -lane + 0.6 * out }
  }
  const turning = plan.sideStreets[1]
  const users: RoadUser[] = [
    rider(street, car(random, 'hatch'), overtaking),
    withEgo(lorry(random), 80, EGO_SPEED),
    withEgo(car(random, 'suv'), 101, EGO_SPEED),
    withEgo(car(random, 'van'), -15, EGO_SPEED - 0.1),
    withEgo(car(random), -33, EGO_SPEED - 0.2),
    ...sideStreetCars(street),
  ]
  // Against: as many as the clip will meet, all at one speed so that none meets the next.
  const models = [
    () => car(random, 'sedan'),
    () => bus(random),
    () => car(random),
    () => car(random, 'suv'),
    () => lorry(random),
    () => car(random),
  ]
  let s = 19
  for (let i = 0; s < 2 * travel + 130; i++) {
    const model = models[i % models.length]!()
    s += model.body.extent[0] / 2
    // Whoever turns into this lane finds a gap.
    if (turning?.side === 1 && s > 72 && s < 132) s = 132
    users.push(rider(street, model, steadyCourse({ s, d: lane }, 8.3, -1)))
    s += model.body.extent[0] / 2 + between(random, 13, 26)
  }
  return users
}

/** One car waits at the mouth of the first side street, one turns out of the second. */
function sideStreetCars({ plan, random }: Street): RoadUser[] {
  const waits = (seconds: number): number => -4.2 - 10 * Math.exp(-seconds / 2)
  // Slowly through the curve, then up to the speed of the others.
  const turns = (seconds: number): number =>
    -7 +
    4 * seconds +
    0.9 * Math.max(0, Math.min(seconds, 6.28) - 3.5) ** 2 +
    5 * Math.max(0, seconds - 6.28)
  return [waits, turns].flatMap((alongAt, i): readonly RoadUser[] => {
    const street = plan.sideStreets[i]
    if (street === undefined) return []
    const direction = street.side > 0 ? -1 : 1
    const standAt = turnOut(plan, street, { alongAt, direction })
    return [{ ...car(random), isStatic: false, standAt, phaseAt: () => 0 }]
  })
}

function ridden(street: Street): RoadUser[] {
  const { random, travel } = street
  const { cycle } = CROSS_SECTION
  const users = [
    rider(street, cyclist(random), steadyCourse({ s: 33, d: -cycle + 0.35 }, 5, 1)),
    rider(street, cyclist(random), steadyCourse({ s: 11, d: -cycle }, 5.6, 1)),
    rider(street, cyclist(random), steadyCourse({ s: -9, d: -cycle }, 6, 1)),
  ]
  for (let s = 24; s < 1.6 * travel + 100; s += between(random, 22, 45)) {
    users.push(
      rider(street, cyclist(random), steadyCourse({ s, d: cycle }, between(random, 4.8, 5.2), -1)),
    )
  }
  return users
}

function walked(street: Street): RoadUser[] {
  const { plan, random } = street
  const users: RoadUser[] = []
  const walker = (course: Course, pace: number): RoadUser => ({
    ...pedestrian(random, true),
    isStatic: false,
    standAt: followCourse(plan, course),
    // Two steps of 0.72 m are one turn.
    phaseAt: (seconds) => (2 * Math.PI * pace * seconds) / 1.44 + pace,
  })
  const [first] = plan.crosswalks
  if (first !== undefined) {
    users.push(walker((seconds) => ({ s: first - 0.5, d: 0.4 - 1.45 * seconds }), 1.45))
    users.push(walker((seconds) => ({ s: first + 0.7, d: -10.2 + 0.6 * seconds }), 0.6))
  }
  for (const side of [1, -1] as const) {
    for (let s = plan.line.from + 10; s < plan.line.to - 10; s += between(random, 7, 20)) {
      const d = side * between(random, CROSS_SECTION.walk - 0.2, CROSS_SECTION.walk + 0.6)
      const direction = pick(random, [1, -1] as const)
      if (random() < 0.25) {
        users.push(...standing(street, { s, d }))
      } else {
        const pace = between(random, 1.1, 1.6)
        users.push(walker(steadyCourse({ s, d }, pace, direction), pace))
        const isPair = random() < 0.3
        const beside =
          d + side * 0.75 > 0 === d > 0 && Math.abs(d) < 9 ? d + side * 0.75 : d - side * 0.75
        if (isPair)
          users.push(walker(steadyCourse({ s: s + 0.15, d: beside }, pace, direction), pace))
      }
    }
  }
  return users
}

/** One or two people who stand and talk. */
function standing({ plan, random }: Street, { s, d }: { s: number; d: number }): RoadUser[] {
  const count = random() < 0.6 ? 2 : 1
  return Array.from({ length: count }, (_, i) => {
    const at = { s: s + i * 0.85, d }
    const stand = {
      point: plan.line.pointAt({ ...at, up: liftAt(plan, at) }),
      yaw: plan.line.headingAt(s) + (i === 0 ? 0 : Math.PI) + between(random, -0.4, 0.4),
    }
    return { ...pedestrian(random, false), isStatic: true, standAt: () => stand, phaseAt: () => 0 }
  })
}
