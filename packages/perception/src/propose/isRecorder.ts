import { type Cuboid, yawOf } from '@trueline/geometry'

/** A sensor further above a roof than this hangs over the road, and what passes below it is traffic. */
const MOST_ABOVE = 1

/**
 * Whether a box in ego space is what a sweep shows of the recording vehicle itself: it stands over the
 * origin of ego space, be that on the ground, at an axle or at a sensor on the roof.
 */
export function isRecorder({ center: [x, y, z], extent, rotation }: Cuboid): boolean {
  const yaw = yawOf(rotation)
  const along = Math.cos(yaw) * x + Math.sin(yaw) * y
  const across = Math.cos(yaw) * y - Math.sin(yaw) * x
  const isOver = Math.abs(along) < extent[0] / 2 && Math.abs(across) < extent[1] / 2
  return isOver && z + extent[2] / 2 > -MOST_ABOVE
}
