import { type CuboidRecord, isKeyframe, isShown } from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'
import { isEditable } from '../../tools/editCuboid.ts'

/** The boxes of an object that nobody stands for: those that a size given to all changes. */
export function unsetCuboids(cuboids: readonly CuboidRecord[]): readonly CuboidRecord[] {
  return cuboids.filter((cuboid) => isEditable(cuboid) && !isKeyframe(cuboid))
}

/**
 * The size to begin with: side by side the median of the boxes nobody stands for, or of all labels
 * where there are none of these.
 */
export function middleExtent(cuboids: readonly CuboidRecord[]): Vec3 {
  const unset = unsetCuboids(cuboids)
  const meant = unset.length > 0 ? unset : cuboids.filter(isShown)
  const middle = (axis: 0 | 1 | 2): number => {
    const sides = meant.map(({ extent }) => extent[axis]).sort((a, b) => a - b)
    return sides[Math.floor(sides.length / 2)] ?? 1
  }
  return [middle(0), middle(1), middle(2)]
}
