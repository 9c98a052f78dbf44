import { between, createRandom, pick, type Random, wholeBetween } from '../random.ts'
import { type Rank, randomStrips } from './arms.ts'
import { type Arm, layJunction } from './layJunction.ts'
import { layRoad } from './layRoad.ts'
import { type Draft, emptyDraft, type RoadNetwork } from './network.ts'
import { bendingReference, type Place } from './reference.ts'
import { edgeAt, type Strip } from './strips.ts'
import { randomStyle, type Style } from './style.ts'

/** Arms of a junction turn away from each other by at least this. */
const LEAST_GAP = 0.95
/** Between the corner of two arms and where their lanes end: room for a crosswalk. */
const MOUTH = 5.5

/** A network of roads at random, the same for the same seed. */
export function randomNetwork(seed: number): RoadNetwork {
  const random = createRandom(seed)
  const look = { random, style: randomStyle(random) }
  const draft = emptyDraft()
  const angles = armAngles(random)
  layNode(draft, { x: 0, y: 0 }, { ...look, angles })
  return draft
}

function armAngles(random: Random): readonly number[] {
  const first = between(random, -Math.PI, Math.PI)
  const count = pick(random, [2, 3, 3, 4, 4, 4, 5])
  if (count === 2) return [first, first + Math.PI + between(random, -0.5, 0.5)]
  const isSquare = random() < 0.6
  const bend = isSquare ? 0.12 : 0.5
  for (;;) {
    const base = count === 3 ? [0, Math.PI / 2, Math.PI] : spread(count)
    const angles = base.map((angle) => angle + between(random, -bend, bend))
    const gaps = angles.map((angle, index) => {
      const next = angles[index + 1] ?? angles[0]! + 2 * Math.PI
      return next - angle
    })
    if (gaps.every((gap) => gap > LEAST_GAP)) return angles.map((angle) => angle + first)
  }
}

function spread(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => (index * 2 * Math.PI) / count)
}

type Look = { readonly random: Random; readonly style: Style }

function layNode(
  draft: Draft,
  { x, y }: { readonly x: number; readonly y: number },
  { random, style, angles }: Look & { readonly angles: readonly number[] },
): void {
  const rank = pick<Rank>(random, ['lane', 'street', 'street', 'avenue'])
  const plans = angles.map((angle, index) => {
    const length = wholeBetween(random, 70, 120)
    const ownRank = index % 2 === 0 ? rank : pick<Rank>(random, ['lane', 'street', rank])
    const strips = randomStrips(random, { rank: ownRank, length, style })
    return { angle, length, strips, tightest: ownRank === 'avenue' ? 70 : 32 }
  })
  const arms = plans.map(({ angle, length, strips, tightest }, index): Arm => {
    const before = plans[(index + plans.length - 1) % plans.length]!
    const after = plans[(index + 1) % plans.length]!
    const setback =
      MOUTH +
      Math.max(
        meeting(widthOf(strips.left), widthOf(after.strips.right), after.angle - angle),
        meeting(widthOf(strips.right), widthOf(before.strips.left), angle - before.angle),
      )
    const place: Place = {
      x: x + setback * Math.cos(angle),
      y: y + setback * Math.sin(angle),
      heading: angle,
    }
    const reference = bendingReference(random, place, { length, straight: 8, tightest })
    const solidUntil = random() < 0.5 ? between(random, 15, 40) : 0
    const { start } = layRoad(draft, { reference, ...strips, solidUntil }, { random, style })
    return { place, leftWidth: widthOf(strips.left), rightWidth: widthOf(strips.right), end: start }
  })
  layJunction(draft, arms, { random, style })
}

/** How far from a node the sides of two arms meet, an angle apart. */
function meeting(own: number, other: number, gap: number): number {
  const angle = ((gap % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)
  if (angle > 2.6) return 3
  return Math.max(3, (other + own * Math.cos(angle)) / Math.sin(angle))
}

/** From the reference to the edge where a road begins. */
function widthOf(strips: readonly Strip[]): number {
  return edgeAt(strips, strips.length, 0)
}
