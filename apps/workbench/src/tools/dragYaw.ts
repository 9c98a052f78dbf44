import { type Cuboid, fromYaw, multiply, normalize } from '@trueline/geometry'
import type { ViewPoint } from './sideView.ts'

/** The cuboid turned about its own upward axis, counter-clockwise seen from above. */
export function turned(cuboid: Cuboid, angle: number): Cuboid {
  return { ...cuboid, rotation: normalize(multiply(cuboid.rotation, fromYaw(angle))) }
}

/** The cuboid turned as the pointer went around it from one place of the top view to another. */
export function dragYaw(cuboid: Cuboid, from: ViewPoint, to: ViewPoint): Cuboid {
  return turned(cuboid, headingOf(to) - headingOf(from))
}

/** The angle of a place of the top view about the center: 0 ahead, growing to the left. */
function headingOf([right, up]: ViewPoint): number {
  return Math.atan2(-right, up)
}
