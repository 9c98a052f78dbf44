import { bevIou } from '@trueline/geometry'
import type { ModelClass, NmsRule } from '../manifest/recipes.ts'
import type { ModelBox } from './modelBox.ts'

/** More than these are never looked at: a network that scores everything high would take minutes. */
const MOST_CANDIDATES = 4096

/**
 * The boxes that no better one suppresses, best first.
 *
 * A better box suppresses one that overlaps it from above by `iou`, and one of its own class whose
 * center is nearer than the class allows.
 */
export function withoutOverlaps(
  boxes: readonly ModelBox[],
  classes: readonly ModelClass[],
  rule: NmsRule,
): readonly ModelBox[] {
  const candidates = boxes.toSorted((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES)
  const kept: ModelBox[] = []
  for (const box of candidates) {
    if (kept.length >= rule.mostBoxes) break
    if (!isSuppressed(box, kept, { minDistance: classes[box.classAt]!.minDistance, rule })) {
      kept.push(box)
    }
  }
  return kept
}

function isSuppressed(
  box: ModelBox,
  kept: readonly ModelBox[],
  { minDistance, rule }: { readonly minDistance: number; readonly rule: NmsRule },
): boolean {
  const [x, y] = box.cuboid.center
  const reach = reachOf(box)
  for (const better of kept) {
    const isSameClass = box.classAt === better.classAt
    if (!isSameClass && !rule.acrossClasses) continue
    const [otherX, otherY] = better.cuboid.center
    const apart = (x - otherX) * (x - otherX) + (y - otherY) * (y - otherY)
    if (isSameClass && apart < minDistance * minDistance) return true
    const together = reach + reachOf(better)
    if (apart < together * together && bevIou(box.cuboid, better.cuboid) > rule.iou) return true
  }
  return false
}

/** Half the diagonal of a box's footprint. */
function reachOf({ cuboid: { extent } }: ModelBox): number {
  return Math.sqrt(extent[0] * extent[0] + extent[1] * extent[1]) / 2
}
