import {
  conjugate,
  fromMatrix3,
  IDENTITY_ROTATION,
  multiply,
  type Quat,
  rotate,
  toMatrix3,
} from './quat.ts'
import { add, scale, type Vec3, ZERO } from './vec3.ts'

/**
 * One space in another, `targetFromSource`: `pointInTarget = transform(targetFromSource, pointInSource)`.
 *
 * `translation` is the source's origin in the target.
 */
export type Pose = { readonly translation: Vec3; readonly rotation: Quat }

/** Row-major 4 × 4 matrix whose last row is 0 0 0 1. */
export type Mat4 = readonly number[]

/** The space itself. */
export const IDENTITY_POSE: Pose = { translation: ZERO, rotation: IDENTITY_ROTATION }

/** A point of the source space in the target space. */
export function transform(targetFromSource: Pose, point: Vec3): Vec3 {
  return add(rotate(targetFromSource.rotation, point), targetFromSource.translation)
}

/** `aFromC` of `aFromB` and `bFromC`. */
export function compose(aFromB: Pose, bFromC: Pose): Pose {
  return {
    translation: transform(aFromB, bFromC.translation),
    rotation: multiply(aFromB.rotation, bFromC.rotation),
  }
}

/** `sourceFromTarget`. */
export function invert(targetFromSource: Pose): Pose {
  const rotation = conjugate(targetFromSource.rotation)
  return { translation: rotate(rotation, scale(targetFromSource.translation, -1)), rotation }
}

/** The pose as a row-major 4 × 4 matrix. */
export function toMatrix4({ translation, rotation }: Pose): Mat4 {
  const m = toMatrix3(rotation)
  const [x, y, z] = translation
  return [m[0], m[1], m[2], x, m[3], m[4], m[5], y, m[6], m[7], m[8], z, 0, 0, 0, 1]
}

/**
 * The pose of a row-major 4 × 4 or 3 × 4 matrix.
 *
 * @throws {RangeError} when it has fewer than 12 numbers, one that is not finite, or no rotation.
 */
export function fromMatrix4(m: Mat4): Pose {
  if (m.length < 12 || m.some((value) => !Number.isFinite(value))) {
    throw new RangeError(`Expected 12 or 16 finite numbers, got ${m.length}: ${m.join(' ')}`)
  }
  const at = (index: number): number => m[index]!
  return {
    translation: [at(3), at(7), at(11)],
    rotation: fromMatrix3([at(0), at(1), at(2), at(4), at(5), at(6), at(8), at(9), at(10)]),
  }
}
