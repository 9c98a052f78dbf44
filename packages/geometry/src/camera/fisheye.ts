import type { Vec3 } from '../vec3.ts'
import type { KannalaBrandtCamera, Pixel, PolynomialFisheyeCamera } from './camera.ts'
import { endOfRise, solveRising } from './rising.ts'

/** Lenses whose pixels' distance from the center is a curve of the angle off the axis. */
type FisheyeCamera = KannalaBrandtCamera | PolynomialFisheyeCamera

/**
 * The pixel of a point in camera space, by Kannala and Brandt (2006) as in OpenCV's fisheye module or
 * by WoodScape's polynomial (Yogamani et al. 2019).
 *
 * Points beside and behind the camera are seen too, up to the angle where the curve stops rising;
 * `null` beyond it and for the camera's own place.
 */
export function projectFisheye(model: FisheyeCamera, point: Vec3): Pixel | null {
  const [x, y, z] = point
  const r = Math.hypot(x, y)
  const theta = Math.atan2(r, z)
  if (!(theta <= fisheyeLimit(model)) || (r === 0 && z === 0)) return null
  // Straight ahead x / r has no value, and nothing to scale.
  const stretch = r === 0 ? 0 : bend(model, theta) / r
  return [
    model.focalPx[0] * x * stretch + model.centerPx[0],
    model.focalPx[1] * y * stretch + model.centerPx[1],
  ]
}

/**
 * The unit ray of a pixel, in camera space; its z is negative beyond 90°.
 *
 * A pixel no ray reaches gets the ray at the edge of the field in its direction.
 */
export function unprojectFisheye(model: FisheyeCamera, pixel: Pixel): Vec3 {
  const x = (pixel[0] - model.centerPx[0]) / model.focalPx[0]
  const y = (pixel[1] - model.centerPx[1]) / model.focalPx[1]
  const bent = Math.hypot(x, y)
  if (bent === 0) return [0, 0, 1]
  const theta = solveRising((at) => bend(model, at), bent, fisheyeLimit(model))
  const sideways = Math.sin(theta) / bent
  return [x * sideways, y * sideways, Math.cos(theta)]
}

const limits = new WeakMap<FisheyeCamera, number>()

/** The angle off the axis, at most π, where the lens' curve stops rising. */
function fisheyeLimit(model: FisheyeCamera): number {
  const known = limits.get(model)
  if (known !== undefined) return known
  const limit = endOfRise((theta) => slope(model, theta), Math.PI)
  limits.set(model, limit)
  return limit
}

function bend(model: FisheyeCamera, theta: number): number {
  switch (model.lens) {
    case 'kannalaBrandt': {
      const [k1, k2, k3, k4] = model.radial
      const t2 = theta * theta
      return theta * (1 + t2 * (k1 + t2 * (k2 + t2 * (k3 + t2 * k4))))
    }
    case 'polynomialFisheye': {
      const [k1, k2, k3] = model.radial
      return theta * (1 + theta * (k1 + theta * (k2 + theta * k3)))
    }
  }
}

/** The derivative of `bend` by the angle. */
function slope(model: FisheyeCamera, theta: number): number {
  switch (model.lens) {
    case 'kannalaBrandt': {
      const [k1, k2, k3, k4] = model.radial
      const t2 = theta * theta
      return 1 + t2 * (3 * k1 + t2 * (5 * k2 + t2 * (7 * k3 + t2 * 9 * k4)))
    }
    case 'polynomialFisheye': {
      const [k1, k2, k3] = model.radial
      return 1 + theta * (2 * k1 + theta * (3 * k2 + theta * 4 * k3))
    }
  }
}
