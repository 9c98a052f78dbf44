import { between, type Random, wholeBetween } from '../random.ts'
import { type ArmStrips, type Rank, randomStrips } from './arms.ts'
import type { Arm } from './layJunction.ts'
import { layRoad } from './layRoad.ts'
import type { Draft, Point } from './network.ts'
import { bendingReference, type Place, pointOn, type Reference } from './reference.ts'
import { edgeAt, type Strip } from './strips.ts'
import type { Style } from './style.ts'

/** What roads are laid with. */
export type Look = { readonly random: Random; readonly style: Style }

/** An arm that is to be laid away from a node. */
export type ArmPlan = ArmStrips & {
  readonly angle: number
  readonly length: number
  readonly tightest: number
}

/** An arm that was laid, with its far end seen as an arm of what lies there. */
export type LaidArm = { readonly near: Arm; readonly far: Arm; readonly reference: Reference }

/** How far from a node the corners of arms are at least; meters. */
const LEAST = 3

/** An arm at random that leads away at an angle. */
export function planArm(
  { random, style }: Look,
  {
    angle,
    rank,
    longest,
  }: { readonly angle: number; readonly rank: Rank; readonly longest: number },
): ArmPlan {
  const length = wholeBetween(random, Math.round(0.75 * longest), longest)
  const strips = randomStrips(random, { rank, length, style })
  // The inner side of a bend must still be driven.
  const widest = Math.max(widthAt(strips.left, 0), widthAt(strips.right, 0))
  return { ...strips, angle, length, tightest: 24 + 2 * widest }
}

/** Lays an arm whose lanes end `setback` from a node's middle. */
export function layArm(
  draft: Draft,
  plan: ArmPlan,
  { center, setback, random, style }: Look & { readonly center: Point; readonly setback: number },
): LaidArm {
  const { angle, length, left, right, tightest } = plan
  const place: Place = {
    x: center[0] + setback * Math.cos(angle),
    y: center[1] + setback * Math.sin(angle),
    heading: angle,
  }
  const reference = bendingReference(random, place, { length, straight: 8, tightest })
  const solidUntil = random() < 0.5 ? between(random, 15, 40) : 0
  const laid = layRoad(draft, { reference, left, right, solidUntil }, { random, style })
  // A map's roads meet in the middle.
  draft.roads.push([center, pointOn(reference, 0, 0)])
  const end = reference.length
  return {
    near: { place, leftWidth: widthAt(left, 0), rightWidth: widthAt(right, 0), end: laid.start },
    far: {
      place: {
        x: reference.x[end]!,
        y: reference.y[end]!,
        heading: reference.heading[end]! + Math.PI,
      },
      leftWidth: widthAt(right, end),
      rightWidth: widthAt(left, end),
      end: laid.end,
    },
    reference,
  }
}

/** How wide strips are together at a station. */
export function widthAt(strips: readonly Strip[], s: number): number {
  return edgeAt(strips, strips.length, s)
}

/** How far from a node the sides of two arms meet that are `gap` apart, counter-clockwise from the one to the other. */
export function meeting(leftOfOne: number, rightOfOther: number, gap: number): number {
  const angle = ((gap % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)
  // A single arm has no neighbour.
  if (angle > 2.6 || angle < 0.1) return LEAST
  return Math.max(LEAST, (rightOfOther + leftOfOne * Math.cos(angle)) / Math.sin(angle))
}
