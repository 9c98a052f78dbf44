import type { CameraModel, ImageSize } from '@trueline/geometry'

/** What a calibration tells of a lens in OpenCV's terms. */
export type LensNumbers = {
  /** Nine numbers, row by row: focal lengths and center among them. */
  readonly matrix: readonly number[]
  /** k1 to k6; those that are not told are 0. */
  readonly radial: readonly number[]
  /** p1 and p2, likewise. */
  readonly tangential: readonly number[]
  /** Of the image; where nobody tells it, the center is its middle. */
  readonly size: ImageSize | null
}

/** The lens of a calibration: a pinhole where nothing bends. */
export function opencvLens({ matrix, radial, tangential, size }: LensNumbers): CameraModel {
  const [fx = 0, , cx = 0, , fy = 0, cy = 0] = matrix
  const inner = {
    widthPx: size?.widthPx ?? Math.max(1, Math.round(2 * cx)),
    heightPx: size?.heightPx ?? Math.max(1, Math.round(2 * cy)),
    focalPx: [fx, fy] as const,
    centerPx: [cx, cy] as const,
  }
  if ([...radial, ...tangential].every((one) => one === 0)) return { lens: 'pinhole', ...inner }
  const [k1 = 0, k2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0] = radial
  const [p1 = 0, p2 = 0] = tangential
  return {
    lens: 'brownConrady',
    ...inner,
    radial: [k1, k2, k3, k4, k5, k6],
    tangential: [p1, p2],
  }
}
