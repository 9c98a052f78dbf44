import type { Cuboid } from '@trueline/geometry'
import { isAboveGround } from './boxPoints.ts'
import { cropPoints, rowsWhere } from './crop.ts'
import type { Ground } from './ground.ts'

/**
 * The points in a cuboid grown by a margin that stand above the local ground: what an object's yaw
 * is read from. A copy, N × 4 rows of x, y, z, intensity.
 *
 * A box that is off by some decimeters needs as much margin, lest it cut into the sides that are seen.
 */
export function standingPoints(
  points: Float32Array,
  cuboid: Cuboid,
  { margin, ground }: { readonly margin: number; readonly ground: Ground | null },
): Float32Array {
  const inside = cropPoints(points, { kind: 'cuboid', cuboid, margin })
  return rowsWhere(inside, (at) => isAboveGround(ground, inside, at))
}
