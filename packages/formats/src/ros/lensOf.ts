import type { CameraModel } from '@trueline/geometry'
import type { CameraInfo } from './messages.ts'

/**
 * The lens of a camera, as image_pipeline names distortions; `null` for one that is not known.
 *
 * @param isRectified Whether the pictures had the distortion taken out: then `P` is theirs.
 */
export function lensOf(info: CameraInfo, isRectified: boolean): CameraModel | null {
  const { width, height, distortion, d, k, p } = info
  const [fx, fy, cx, cy] = isRectified ? [p[0], p[5], p[2], p[6]] : [k[0], k[4], k[2], k[5]]
  if (!(fx! > 0) || !(fy! > 0) || !(width > 0) || !(height > 0)) return null
  const at = (index: number): number => d[index] ?? 0
  const intrinsics = {
    ...{ widthPx: width, heightPx: height },
    focalPx: [fx!, fy!] as const,
    centerPx: [cx!, cy!] as const,
  }
  if (isRectified || d.every((value) => value === 0)) return { lens: 'pinhole', ...intrinsics }
  if (!d.every(Number.isFinite)) return null
  switch (distortion) {
    case 'plumb_bob':
    case 'rational_polynomial':
      return {
        ...intrinsics,
        lens: 'brownConrady',
        radial: [at(0), at(1), at(4), at(5), at(6), at(7)],
        tangential: [at(2), at(3)],
      }
    case 'equidistant':
    case 'fisheye':
      return { ...intrinsics, lens: 'kannalaBrandt', radial: [at(0), at(1), at(2), at(3)] }
    default:
      return null
  }
}
