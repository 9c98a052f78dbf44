import type { Vec3 } from '@trueline/geometry'
import { type Ground, groundHeightAt } from '@trueline/pointcloud'
import { meetsLevel } from './groundArea.ts'
import type { Ray } from './pickCuboid.ts'

/** Looks at the ground where the ray meets its height so far; a street is flat enough for a few. */
const LOOKS = 5

/** Where a ray meets the ground; `null` when it runs away from it. */
export function onGround(ray: Ray, ground: Ground): Vec3 | null {
  let height = groundHeightAt(ground, 4, 0) ?? groundHeightAt(ground, 0, 0) ?? 0
  let met: Vec3 | null = null
  for (let look = 0; look < LOOKS; look++) {
    met = meetsLevel(ray, height)
    if (met === null) return null
    height = groundHeightAt(ground, met[0], met[1]) ?? height
  }
  return met
}
