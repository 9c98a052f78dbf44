import { axisAngle, type Cuboid, multiply, rotate, type Vec3 } from '@trueline/geometry'

/** A 3D box as a KITTI label prints it, in rectified camera space (x right, y down, z forward). */
export type KittiBox = {
  /** Height, width, length. */
  readonly size: Vec3
  /** The center of its bottom face. */
  readonly location: Vec3
  /** About the camera's y; 0: its length lies along the camera's x. */
  readonly rotationY: number
}

/** Takes a box's own axes (z up) to KITTI's, whose y points down. */
const UPRIGHT = axisAngle([1, 0, 0], Math.PI / 2)

/** The cuboid of a KITTI box, in the same rectified space. */
export function cuboidOfKitti({ size, location, rotationY }: KittiBox): Cuboid {
  const [height, width, length] = size
  return {
    center: [location[0], location[1] - height / 2, location[2]],
    extent: [length, width, height],
    rotation: multiply(axisAngle([0, 1, 0], rotationY), UPRIGHT),
  }
}

/** The KITTI box of a cuboid in rectified space; of its rotation only the heading is kept. */
export function kittiOfCuboid({ center, extent, rotation }: Cuboid): KittiBox {
  const [length, width, height] = extent
  const heading = rotate(rotation, [1, 0, 0])
  return {
    size: [height, width, length],
    location: [center[0], center[1] + height / 2, center[2]],
    rotationY: Math.atan2(-heading[2], heading[0]),
  }
}

/** The direction the camera sees a box at: its rotation less that of the ray to it, in (-π, π]. */
export function alphaOf({ location, rotationY }: KittiBox): number {
  const alpha = rotationY - Math.atan2(location[0], location[2])
  return Math.atan2(Math.sin(alpha), Math.cos(alpha))
}
