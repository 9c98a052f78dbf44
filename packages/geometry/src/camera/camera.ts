/**
 * How a camera's lens maps camera space (x right, y down, z forward) to pixels.
 *
 * A pixel's center is at whole coordinates, the image's corner at (-0.5, -0.5), as OpenCV has it.
 */
export type CameraModel =
  | PinholeCamera
  | BrownConradyCamera
  | KannalaBrandtCamera
  | PolynomialFisheyeCamera

type Intrinsics = {
  readonly widthPx: number
  readonly heightPx: number
  readonly focalPx: readonly [x: number, y: number]
  readonly centerPx: readonly [x: number, y: number]
}

/** No distortion. */
export type PinholeCamera = Intrinsics & { readonly lens: 'pinhole' }

/** OpenCV's plumb-bob and rational model; radial k1..k6, tangential p1, p2. */
export type BrownConradyCamera = Intrinsics & {
  readonly lens: 'brownConrady'
  readonly radial: readonly [k1: number, k2: number, k3: number, k4: number, k5: number, k6: number]
  readonly tangential: readonly [p1: number, p2: number]
}

/** OpenCV's fisheye ("equidistant") model: θd = θ (1 + k1 θ² + k2 θ⁴ + k3 θ⁶ + k4 θ⁸). */
export type KannalaBrandtCamera = Intrinsics & {
  readonly lens: 'kannalaBrandt'
  readonly radial: readonly [k1: number, k2: number, k3: number, k4: number]
}

/**
 * WoodScape's fisheye (`radial_poly`), even powers too: θd = θ (1 + k1 θ + k2 θ² + k3 θ³). Its own
 * coefficients are in pixels: the first is `focalPx`, the others are here as parts of it.
 */
export type PolynomialFisheyeCamera = Intrinsics & {
  readonly lens: 'polynomialFisheye'
  readonly radial: readonly [k1: number, k2: number, k3: number]
}

/** A point of an image, in pixels from the top left. */
export type Pixel = readonly [x: number, y: number]
