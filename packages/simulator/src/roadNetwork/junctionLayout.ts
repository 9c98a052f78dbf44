import { between, pick, type Random } from '../random.ts'
import type { Rank } from './arms.ts'
import { type Arm, layJunction } from './layJunction.ts'
import type { Draft, Point } from './network.ts'
import { type ArmPlan, type LaidArm, type Look, layArm, meeting, planArm, widthAt } from './node.ts'
import type { Reference } from './reference.ts'

/** Between the corner of two arms and where their lanes end: room for a crosswalk. */
const MOUTH = 5.5
/** Arms of a junction turn away from each other by at least this. */
const LEAST_GAP = 0.95
/** Roads that bend more than this lead to no other junction. */
const MOST_BENT = 0.35
/** The tightest curve of a road to another junction. */
const GENTLE = 150
const RANKS: readonly Rank[] = ['lane', 'street', 'street', 'avenue']

/** Lays a junction at the origin with roads away from it, and often another one at the end of one of them. */
export function layJunctions(draft: Draft, look: Look): void {
  const { random } = look
  const rank = pick(random, RANKS)
  const angles = armAngles(random)
  const onward = random() < 0.6 ? Math.floor(random() * angles.length) : -1
  const plans = angles.map((angle, index) => {
    const plan = planArm(look, {
      angle,
      rank: index % 2 === 0 ? rank : pick<Rank>(random, ['lane', 'street', rank]),
      longest: index === onward ? 75 : 140,
    })
    return index === onward ? { ...plan, tightest: GENTLE } : plan
  })
  const arms = layNode(draft, plans, { ...look, center: [0, 0], known: null })
  // Only where its arms stay clear of those that are there.
  const from = arms[onward]
  if (from !== undefined && bendOf(from.reference) < MOST_BENT) layNextNode(draft, from, look)
}

function bendOf({ heading, length }: Reference): number {
  return Math.abs(heading[length]! - heading[0]!)
}

/** Angles of a junction's arms, counter-clockwise. */
function armAngles(random: Random): readonly number[] {
  const first = between(random, -Math.PI, Math.PI)
  const count = pick(random, [3, 3, 3, 4, 4, 4, 4, 5])
  const bend = random() < 0.6 ? 0.12 : 0.5
  for (;;) {
    const base =
      count === 3
        ? [0, Math.PI / 2, Math.PI]
        : Array.from({ length: count }, (_, index) => (index * 2 * Math.PI) / count)
    const angles = base.map((angle) => angle + between(random, -bend, bend))
    const isWide = angles.every(
      (angle, index) => (angles[index + 1] ?? angles[0]! + 2 * Math.PI) - angle > LEAST_GAP,
    )
    if (isWide) return angles.map((angle) => angle + first)
  }
}

/** Lays arms around a middle and joins them, with one that is there already. */
function layNode(
  draft: Draft,
  plans: readonly ArmPlan[],
  { center, known, ...look }: Look & { readonly center: Point; readonly known: Arm | null },
): readonly LaidArm[] {
  const arms = plans.map((plan, index) => {
    const before = plans[(index + plans.length - 1) % plans.length]!
    const after = plans[(index + 1) % plans.length]!
    const own = [widthAt(plan.left, 0), widthAt(plan.right, 0)] as const
    const setback =
      MOUTH +
      Math.max(
        meeting(own[0], widthAt(after.right, 0), after.angle - plan.angle),
        meeting(own[1], widthAt(before.left, 0), plan.angle - before.angle),
        known === null ? 0 : 0.8 * Math.max(known.leftWidth, known.rightWidth),
      )
    return layArm(draft, plan, { ...look, center, setback })
  })
  const all = [...arms.map(({ near }) => near), ...(known === null ? [] : [known])]
  const around = all.toSorted((a, b) => bearing(a, center) - bearing(b, center))
  layJunction(draft, around, look)
  return arms
}

function bearing({ place }: Arm, center: Point): number {
  return Math.atan2(place.y - center[1], place.x - center[0])
}

/** Lays another junction at the far end of an arm. */
function layNextNode(draft: Draft, { far, reference }: LaidArm, look: Look): void {
  const { random } = look
  const onward = far.place.heading + Math.PI
  const ways = pick(random, [[0], [0, -1], [0, 1], [-1, 1], [-1, 0, 1], [-1, 0, 1]])
  const plans = ways
    .filter((way) => way !== 0 || random() < 0.9)
    .map((way) =>
      planArm(look, {
        angle: onward + way * (Math.PI / 2) + between(random, -0.12, 0.12),
        rank: pick(random, RANKS),
        longest: 100,
      }),
    )
  if (plans.length === 0) return
  const widest = Math.max(
    ...plans.map(({ left, right }) => Math.max(widthAt(left, 0), widthAt(right, 0))),
  )
  const reach = MOUTH + Math.max(3, widest)
  const end = reference.length
  const center: Point = [
    reference.x[end]! + reach * Math.cos(onward),
    reference.y[end]! + reach * Math.sin(onward),
  ]
  draft.roads.push([[reference.x[end]!, reference.y[end]!], center])
  layNode(draft, plans, { ...look, center, known: far })
}
