import { type Cuboid, toMatrix3, type Vec3 } from '@trueline/geometry'
import { POINT_STRIDE } from './sweep.ts'

/** A part of space: a cuboid grown by a margin on every side, or what lies near a place. */
export type Region =
  | { readonly kind: 'cuboid'; readonly cuboid: Cuboid; readonly margin: number }
  | { readonly kind: 'near'; readonly center: Vec3; readonly radius: number }

/**
 * The rows that lie in a region, its border included, in their order; a copy.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the region's space.
 */
export function cropPoints(points: Float32Array, region: Region): Float32Array {
  return region.kind === 'cuboid' ? inCuboid(points, region) : near(points, region)
}

function inCuboid(
  points: Float32Array,
  { cuboid, margin }: { readonly cuboid: Cuboid; readonly margin: number },
): Float32Array {
  const m = toMatrix3(cuboid.rotation)
  const [centerX, centerY, centerZ] = cuboid.center
  const [halfX, halfY, halfZ] = cuboid.extent.map((side) => side / 2 + margin) as [
    number,
    number,
    number,
  ]
  return rowsWhere(points, (at) => {
    const x = points[at]! - centerX
    const y = points[at + 1]! - centerY
    const z = points[at + 2]! - centerZ
    return (
      Math.abs(m[0] * x + m[3] * y + m[6] * z) <= halfX &&
      Math.abs(m[1] * x + m[4] * y + m[7] * z) <= halfY &&
      Math.abs(m[2] * x + m[5] * y + m[8] * z) <= halfZ
    )
  })
}

function near(
  points: Float32Array,
  { center, radius }: { readonly center: Vec3; readonly radius: number },
): Float32Array {
  const [centerX, centerY, centerZ] = center
  return rowsWhere(points, (at) => {
    const x = points[at]! - centerX
    const y = points[at + 1]! - centerY
    const z = points[at + 2]! - centerZ
    return x * x + y * y + z * z <= radius * radius
  })
}

/** The rows whose offset passes. */
export function rowsWhere(points: Float32Array, isIn: (at: number) => boolean): Float32Array {
  const rows = new Float32Array(points.length)
  let length = 0
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    if (!isIn(at)) continue
    rows[length] = points[at]!
    rows[length + 1] = points[at + 1]!
    rows[length + 2] = points[at + 2]!
    rows[length + 3] = points[at + 3]!
    length += POINT_STRIDE
  }
  return rows.slice(0, length)
}
