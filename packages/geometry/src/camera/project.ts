import type { Vec3 } from '../vec3.ts'
import { projectBrownConrady, unprojectBrownConrady } from './brownConrady.ts'
import type { CameraModel, Pixel } from './camera.ts'
import { projectFisheye, unprojectFisheye } from './fisheye.ts'
import { projectPinhole, unprojectPinhole } from './pinhole.ts'

/**
 * The pixel of a point in camera space, on or off the image.
 *
 * `null` where the lens cannot see it: behind the camera, or beyond the field its model is valid in.
 */
export function project(model: CameraModel, pointInCamera: Vec3): Pixel | null {
  switch (model.lens) {
    case 'pinhole':
      return projectPinhole(model, pointInCamera)
    case 'brownConrady':
      return projectBrownConrady(model, pointInCamera)
    case 'kannalaBrandt':
    case 'polynomialFisheye':
      return projectFisheye(model, pointInCamera)
  }
}

/**
 * The unit ray, in camera space, of the points seen at a pixel.
 *
 * A pixel no ray reaches gets the ray at the edge of the field in its direction.
 */
export function unproject(model: CameraModel, pixel: Pixel): Vec3 {
  switch (model.lens) {
    case 'pinhole':
      return unprojectPinhole(model, pixel)
    case 'brownConrady':
      return unprojectBrownConrady(model, pixel)
    case 'kannalaBrandt':
    case 'polynomialFisheye':
      return unprojectFisheye(model, pixel)
  }
}
