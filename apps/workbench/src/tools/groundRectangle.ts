import { type Cuboid, fromYaw, type Vec3 } from '@trueline/geometry'
import type { Ray } from './pickCuboid.ts'

/** Where a ray meets the level plane at a height; `null` when it runs away from it. */
export function meetsLevel(ray: Ray, height: number): Vec3 | null {
  const ratio = (height - ray.origin[2]) / ray.direction[2]
  if (!(ratio > 0) || !Number.isFinite(ratio)) return null
  return [
    ray.origin[0] + ratio * ray.direction[0],
    ray.origin[1] + ratio * ray.direction[1],
    height,
  ]
}

/**
 * The box that stands on a rectangle of the ground given by two opposite corners, its longer side
 * its length.
 *
 * @param yaw Direction of one of the rectangle's sides: the viewer's, so that it looks upright.
 */
export function groundRectangle(
  corners: readonly [Vec3, Vec3],
  { yaw, height }: { readonly yaw: number; readonly height: number },
): Cuboid {
  const [a, b] = corners
  const x = b[0] - a[0]
  const y = b[1] - a[1]
  const along = Math.abs(Math.cos(yaw) * x + Math.sin(yaw) * y)
  const across = Math.abs(Math.cos(yaw) * y - Math.sin(yaw) * x)
  const isLengthAlong = along >= across
  const bottom = (a[2] + b[2]) / 2
  return {
    center: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, bottom + height / 2],
    extent: [Math.max(along, across), Math.min(along, across), height],
    rotation: fromYaw(isLengthAlong ? yaw : yaw + Math.PI / 2),
  }
}
