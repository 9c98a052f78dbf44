import { compose, type Pose, transform } from './pose.ts'
import { type Quat, toMatrix3 } from './quat.ts'
import type { Vec3 } from './vec3.ts'

/**
 * A solid box: its geometric center, its full length, width and height along its own x (forward),
 * y (left) and z (up), and its rotation in the space it is given in.
 */
export type Cuboid = { readonly center: Vec3; readonly extent: Vec3; readonly rotation: Quat }

/** The cuboid's own space in the space it is given in. */
export function poseOf(cuboid: Cuboid): Pose {
  return { translation: cuboid.center, rotation: cuboid.rotation }
}

/** The cuboid seen from another space. */
export function transformCuboid(targetFromSource: Pose, cuboid: Cuboid): Cuboid {
  const { translation, rotation } = compose(targetFromSource, poseOf(cuboid))
  return { center: translation, extent: cuboid.extent, rotation }
}

/** Signs of the eight corners: bottom ring front-left, front-right, rear-right, rear-left, then the top ring. */
const CORNER_SIGNS: readonly Vec3[] = [
  [1, 1, -1],
  [1, -1, -1],
  [-1, -1, -1],
  [-1, 1, -1],
  [1, 1, 1],
  [1, -1, 1],
  [-1, -1, 1],
  [-1, 1, 1],
]

/** Pairs of corner indices of the twelve edges: bottom ring, top ring, uprights. */
export const CUBOID_EDGES: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 0],
  [4, 5],
  [5, 6],
  [6, 7],
  [7, 4],
  [0, 4],
  [1, 5],
  [2, 6],
  [3, 7],
]

/** The eight corners: bottom ring front-left, front-right, rear-right, rear-left, then the top ring in that order. */
export function cornersOf(cuboid: Cuboid): readonly Vec3[] {
  const pose = poseOf(cuboid)
  const [length, width, height] = cuboid.extent
  return CORNER_SIGNS.map(([x, y, z]) =>
    transform(pose, [(x * length) / 2, (y * width) / 2, (z * height) / 2]),
  )
}

/** Values of a row of points: x, y, z, intensity. */
const ROW = 4

/** Whether a point of the cuboid's space lies inside it, faces included. */
export function containsPoint(cuboid: Cuboid, point: Vec3): boolean {
  const m = toMatrix3(cuboid.rotation)
  const [length, width, height] = cuboid.extent
  const x = point[0] - cuboid.center[0]
  const y = point[1] - cuboid.center[1]
  const z = point[2] - cuboid.center[2]
  return (
    Math.abs(m[0] * x + m[3] * y + m[6] * z) <= length / 2 &&
    Math.abs(m[1] * x + m[4] * y + m[7] * z) <= width / 2 &&
    Math.abs(m[2] * x + m[5] * y + m[8] * z) <= height / 2
  )
}

/**
 * Rows of the points that lie inside a cuboid, ascending; faces included.
 *
 * Points and cuboid must share a space. Computed in doubles; linear in the number of points.
 *
 * @param points N × 4 rows of x, y, z, intensity.
 * @throws {RangeError} when the length is no multiple of 4.
 */
export function pointsInCuboid(points: Float32Array, cuboid: Cuboid): Uint32Array {
  const rows = new Uint32Array(Math.floor(points.length / ROW))
  return rows.slice(0, scan(points, cuboid, rows))
}

/**
 * The number of points inside a cuboid, faces included. Allocates nothing that grows.
 *
 * @param points N × 4 rows of x, y, z, intensity.
 * @throws {RangeError} when the length is no multiple of 4.
 */
export function countPointsInCuboid(points: Float32Array, cuboid: Cuboid): number {
  return scan(points, cuboid, null)
}

/** Counts the points inside, and puts their rows in `rows` where it is given. */
function scan(points: Float32Array, cuboid: Cuboid, rows: Uint32Array | null): number {
  if (points.length % ROW !== 0) {
    throw new RangeError(`Expected rows of ${ROW} values, got ${points.length} values`)
  }
  const [centerX, centerY, centerZ] = cuboid.center
  const [halfLength, halfWidth, halfHeight] = halfExtentOf(cuboid)
  const [ax, bx, cx, ay, by, cy, az, bz, cz] = toMatrix3(cuboid.rotation)
  // Nearly every point of a sweep is far off: two comparisons on the upright bounds settle it. The
  // bounds are a hair too wide, so that rounding never drops a point of a face.
  const reachX =
    (Math.abs(ax) * halfLength + Math.abs(bx) * halfWidth + Math.abs(cx) * halfHeight) * SLACK
  const reachY =
    (Math.abs(ay) * halfLength + Math.abs(by) * halfWidth + Math.abs(cy) * halfHeight) * SLACK
  let count = 0
  for (let offset = 0; offset < points.length; offset += ROW) {
    const x = points[offset]! - centerX
    if (!(Math.abs(x) <= reachX)) continue
    const y = points[offset + 1]! - centerY
    if (!(Math.abs(y) <= reachY)) continue
    const z = points[offset + 2]! - centerZ
    if (
      Math.abs(ax * x + ay * y + az * z) <= halfLength &&
      Math.abs(bx * x + by * y + bz * z) <= halfWidth &&
      Math.abs(cx * x + cy * y + cz * z) <= halfHeight
    ) {
      if (rows !== null) rows[count] = offset / ROW
      count++
    }
  }
  return count
}

const SLACK = 1 + 1e-9

function halfExtentOf({ extent }: Cuboid): Vec3 {
  return [extent[0] / 2, extent[1] / 2, extent[2] / 2]
}
