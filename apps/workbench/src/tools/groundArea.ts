import type { Vec3 } from '@trueline/geometry'
import type { Ray } from './pickCuboid.ts'

/** How far an area reaches where its rays do not meet the ground. */
const FARTHEST = 120

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

/** The stretch of level ground seen between the rays of a rectangle's corners, no further than 120 m. */
export function groundArea(rays: readonly Ray[], height: number): readonly Vec3[] {
  return rays.map((ray) => {
    const met = meetsLevel(ray, height)
    const [x, y] = ray.origin
    if (met !== null && Math.hypot(met[0] - x, met[1] - y) <= FARTHEST) return met
    const [directionX, directionY] = ray.direction
    const level = Math.hypot(directionX, directionY) || 1
    return [x + (FARTHEST * directionX) / level, y + (FARTHEST * directionY) / level, height]
  })
}
