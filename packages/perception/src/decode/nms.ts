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
    const { minDistance } = classes[box.classAt]!
    if (!kept.some((better) => isSuppressed(box, better, { minDistance, rule }))) kept.push(box)
  }
  return kept
}

function isSuppressed(
  box: ModelBox,
  better: ModelBox,
  { minDistance, rule }: { readonly minDistance: number; readonly rule: NmsRule },
): boolean {
  const isSameClass = box.classAt === better.classAt
  if (!isSameClass && !rule.acrossClasses) return false
  const x = box.cuboid.center[0] - better.cuboid.center[0]
  const y = box.cuboid.center[1] - better.cuboid.center[1]
  const apart = x * x + y * y
  if (isSameClass && apart < minDistance * minDistance) return true
  const reach = reachOf(box) + reachOf(better)
  return apart < reach * reach && bevIou(box.cuboid, better.cuboid) > rule.iou
}

/** Half the diagonal of a box's footprint. */
function reachOf({ cuboid: { extent } }: ModelBox): number {
  return Math.sqrt(extent[0] * extent[0] + extent[1] * extent[1]) / 2
}
