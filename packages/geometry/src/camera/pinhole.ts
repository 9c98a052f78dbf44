import { norm, scale, type Vec3 } from '../vec3.ts'
import type { PinholeCamera, Pixel } from './camera.ts'

/** The pixel of a point in camera space; `null` behind the camera. */
export function projectPinhole(model: PinholeCamera, point: Vec3): Pixel | null {
  const [x, y, z] = point
  if (!(z > 0)) return null
  return [
    (model.focalPx[0] * x) / z + model.centerPx[0],
    (model.focalPx[1] * y) / z + model.centerPx[1],
  ]
}

/** The unit ray of a pixel, in camera space. */
export function unprojectPinhole(model: PinholeCamera, pixel: Pixel): Vec3 {
  const x = (pixel[0] - model.centerPx[0]) / model.focalPx[0]
  const y = (pixel[1] - model.centerPx[1]) / model.focalPx[1]
  const ray: Vec3 = [x, y, 1]
  return scale(ray, 1 / norm(ray))
}
