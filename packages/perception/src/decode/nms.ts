import { bevIou, intersectionArea } from '@trueline/geometry'
import type { ModelClass, NmsRule } from '../manifest/recipes.ts'
import { meanBox } from './meanBox.ts'
import type { ModelBox } from './modelBox.ts'

/** More than these are never looked at: a network that scores everything high would take minutes. */
const MOST_CANDIDATES = 4096

/**
 * The boxes that no better one suppresses, best first.
 *
 * A better box suppresses one that overlaps it from above by `iou`, one of which it covers a share of
 * `covered`, and one of its own class whose center is nearer than the class allows.
 * What is kept becomes the mean of the boxes of its class that overlap it by `merged`.
 */
export function withoutOverlaps(
  boxes: readonly ModelBox[],
  classes: readonly ModelClass[],
  rule: NmsRule,
): readonly ModelBox[] {
  const candidates = boxes.toSorted((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES)
  const kept: Kept[] = []
  for (const box of candidates) {
    if (kept.length >= rule.mostBoxes) break
    const { minDistance } = classes[box.classAt]!
    const [x, y] = box.cuboid.center
    const one: Kept = { box, x, y, reach: reachOf(box), footprint: footprintOf(box), minDistance }
    if (!kept.some((better) => isSuppressed(one, better, rule))) kept.push(one)
  }
  if (rule.merged === 1) return kept.map(({ box }) => box)
  return kept.map(({ box, x, y, reach }) => {
    const isSame = (other: ModelBox): boolean =>
      other.classAt === box.classAt &&
      Math.abs(other.cuboid.center[0] - x) < reach &&
      Math.abs(other.cuboid.center[1] - y) < reach &&
      bevIou(other.cuboid, box.cuboid) >= rule.merged
    return meanBox(box, candidates.filter(isSame))
  })
}

/** A box with what is asked of it again and again. */
type Kept = {
  readonly box: ModelBox
  readonly x: number
  readonly y: number
  /** Half the diagonal of its footprint. */
  readonly reach: number
  readonly footprint: number
  readonly minDistance: number
}

function isSuppressed(one: Kept, better: Kept, rule: NmsRule): boolean {
  const isSameClass = one.box.classAt === better.box.classAt
  if (!isSameClass && !rule.acrossClasses) return false
  const apart = (one.x - better.x) ** 2 + (one.y - better.y) ** 2
  if (isSameClass && apart < one.minDistance ** 2) return true
  if (apart >= (one.reach + better.reach) ** 2) return false
  const shared = intersectionArea(one.box.cuboid, better.box.cuboid)
  const union = one.footprint + better.footprint - shared
  if (shared > rule.iou * union) return true
  // All of a box, to the last digit, may be covered.
  return rule.covered < 1 && shared > rule.covered * one.footprint
}

function reachOf({ cuboid: { extent } }: ModelBox): number {
  return Math.sqrt(extent[0] * extent[0] + extent[1] * extent[1]) / 2
}

function footprintOf({ cuboid: { extent } }: ModelBox): number {
  return extent[0] * extent[1]
}
