import { compose, type Pose, transform } from './pose.ts'
import type { Quat } from './quat.ts'
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
