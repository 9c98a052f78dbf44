import type { Pose } from '../pose.ts'
import { IDENTITY_ROTATION } from '../quat.ts'
import type { PinholeCamera } from './camera.ts'

/** Width and height of an image. */
export type ImageSize = { readonly widthPx: number; readonly heightPx: number }

/**
 * The pinhole camera of a 3 × 4 projection matrix, as KITTI's P0 to P3, and where it stands in the
 * rectified space.
 *
 * The matrix's fourth column p is folded into the pose exactly: K (x + K⁻¹ p) = K x + p.
 *
 * @param projection Row-major, 12 numbers.
 * @throws {RangeError} when it is no K [I | t] with K upper triangular, free of skew and invertible.
 */
export function pinholeFromProjection(
  projection: readonly number[],
  size: ImageSize,
): { readonly model: PinholeCamera; readonly cameraFromRect: Pose } {
  if (projection.length !== 12 || projection.some((value) => !Number.isFinite(value))) {
    throw new RangeError(
      `Expected 12 finite numbers, got ${projection.length}: ${projection.join(' ')}`,
    )
  }
  const at = (index: number): number => projection[index]!
  const depth = at(10)
  const isOfForm = [at(1), at(4), at(8), at(9)].every((value) => value === 0)
  if (!isOfForm || !(at(0) * depth > 0) || !(at(5) * depth > 0)) {
    throw new RangeError(
      `Expected a projection fx 0 cx tx, 0 fy cy ty, 0 0 1 tz with fx, fy > 0, got ${projection.join(' ')}`,
    )
  }
  // A projection means the same at any scale.
  const focalPx = [at(0) / depth, at(5) / depth] as const
  const centerPx = [at(2) / depth, at(6) / depth] as const
  const z = at(11) / depth
  return {
    model: { lens: 'pinhole', ...size, focalPx, centerPx },
    cameraFromRect: {
      translation: [
        (at(3) / depth - centerPx[0] * z) / focalPx[0],
        (at(7) / depth - centerPx[1] * z) / focalPx[1],
        z,
      ],
      rotation: IDENTITY_ROTATION,
    },
  }
}
