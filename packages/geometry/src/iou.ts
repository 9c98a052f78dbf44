import { type Cuboid, cornersOf, poseOf, transformCuboid } from './cuboid.ts'
import { intersectionVolume } from './intersectionVolume.ts'
import { clipPolygon, convexHull, type Polygon, polygonArea } from './polygon.ts'
import { invert } from './pose.ts'
import { IDENTITY_ROTATION, yawOf } from './quat.ts'
import { type Vec3, ZERO } from './vec3.ts'

/**
 * The ground two cuboids both stand over, in square meters.
 *
 * A cuboid's footprint is its exact shadow straight down: its rectangle where it is upright, the hull
 * of its corners where it is tilted.
 */
export function intersectionArea(a: Cuboid, b: Cuboid): number {
  return polygonArea(clipPolygon(footprintOf(a, b), footprintOf(b, b)))
}

/**
 * Intersection over union of two footprints, in [0, 1]; 0 where both are empty.
 */
export function bevIou(a: Cuboid, b: Cuboid): number {
  if (areApart(a, b)) return 0
  const footprintA = footprintOf(a, b)
  const footprintB = footprintOf(b, b)
  const shared = polygonArea(clipPolygon(footprintA, footprintB))
  return ratioOf(shared, polygonArea(footprintA) + polygonArea(footprintB) - shared)
}

/**
 * Intersection over union of two solids, in [0, 1]; 0 where both are empty.
 *
 * Exact for any rotation: footprint times height where both have one up (as all boxes of a level or
 * of an evenly tilted sensor do), else the convex solids are cut.
 */
export function iou3d(a: Cuboid, b: Cuboid): number {
  if (areApart(a, b)) return 0
  const shared = sharedVolume(a, b)
  return ratioOf(shared, volumeOf(a) + volumeOf(b) - shared)
}

function sharedVolume(a: Cuboid, b: Cuboid): number {
  if (isUpright(a) && isUpright(b)) return intersectionArea(a, b) * heightShared(a, b)
  const fromA = transformCuboid(invert(poseOf(a)), b)
  if (!isUpright(fromA)) return intersectionVolume(a, b)
  const own: Cuboid = { center: ZERO, extent: a.extent, rotation: IDENTITY_ROTATION }
  return intersectionArea(own, fromA) * heightShared(own, fromA)
}

function volumeOf({ extent }: Cuboid): number {
  return extent[0] * extent[1] * extent[2]
}

function heightShared(a: Cuboid, b: Cuboid): number {
  const top = Math.min(a.center[2] + a.extent[2] / 2, b.center[2] + b.extent[2] / 2)
  const bottom = Math.max(a.center[2] - a.extent[2] / 2, b.center[2] - b.extent[2] / 2)
  return Math.max(0, top - bottom)
}

/** Rounding may put the ratio a hair outside. */
function ratioOf(shared: number, union: number): number {
  return union > 0 ? Math.min(1, Math.max(0, shared / union)) : 0
}

/** Whether two cuboids are surely too far from one another to meet, seen from above. */
function areApart(a: Cuboid, b: Cuboid): boolean {
  // Roots are cheaper than hypot, which minds overflow: most pairs that are asked are apart.
  const [dx, dy] = [a.center[0] - b.center[0], a.center[1] - b.center[1]]
  return Math.sqrt(dx * dx + dy * dy) > (diagonal(a.extent) + diagonal(b.extent)) / 2
}

function diagonal([length, width, height]: Vec3): number {
  return Math.sqrt(length * length + width * width + height * height)
}

/** Whether +z stays +z, to a rounding error; turned over counts too, the solid is the same. */
function isUpright({ rotation }: Cuboid): boolean {
  const [x, y, z, w] = rotation
  return x * x + y * y < 1e-18 || z * z + w * w < 1e-18
}

/** The footprint with the center of `origin` as zero, so that far from zero no digits are lost. */
function footprintOf(cuboid: Cuboid, origin: Cuboid): Polygon {
  const x = cuboid.center[0] - origin.center[0]
  const y = cuboid.center[1] - origin.center[1]
  if (!isUpright(cuboid)) {
    return convexHull(cornersOf({ ...cuboid, center: [x, y, 0] }).map(([px, py]) => [px, py]))
  }
  const yaw = yawOf(cuboid.rotation)
  const alongX = (Math.cos(yaw) * cuboid.extent[0]) / 2
  const alongY = (Math.sin(yaw) * cuboid.extent[0]) / 2
  const acrossX = (-Math.sin(yaw) * cuboid.extent[1]) / 2
  const acrossY = (Math.cos(yaw) * cuboid.extent[1]) / 2
  return [
    x + alongX + acrossX,
    y + alongY + acrossY,
    x - alongX + acrossX,
    y - alongY + acrossY,
    x - alongX - acrossX,
    y - alongY - acrossY,
    x + alongX - acrossX,
    y + alongY - acrossY,
  ]
}
