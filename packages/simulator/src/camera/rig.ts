import { compose, fromMatrix3, fromYaw, type Pose, type Vec3 } from '@trueline/geometry'
import type { Lens } from './lens.ts'

/** A camera on its vehicle. */
export type MountedCamera = {
  readonly name: string
  readonly lens: Lens
  /** Camera space (x right, y down, z forward) to ego. */
  readonly egoFromSensor: Pose
}

const WIDTH_PX = 960
const HEIGHT_PX = 540

/** A camera that looks along `yaw` and `down` radians below the horizon. */
function mounted(at: Vec3, yaw: number, down: number): Pose {
  const cos = Math.cos(down)
  const sin = Math.sin(down)
  // Columns: right, down and forward of the camera in a space of x forward, y left, z up.
  const level = fromMatrix3([0, -sin, cos, -1, 0, 0, 0, -cos, -sin])
  return compose(
    { translation: at, rotation: fromYaw(yaw) },
    { translation: [0, 0, 0], rotation: level },
  )
}

const size = { widthPx: WIDTH_PX, heightPx: HEIGHT_PX } as const

function side(name: string, turn: 1 | -1): MountedCamera {
  return {
    name,
    lens: {
      lens: 'brownConrady',
      ...size,
      focalPx: [596.4, 596.9],
      centerPx: [483.2, 266.1],
      radial: [-0.241, 0.071, -0.0095, 0, 0, 0],
      tangential: [0.0006 * turn, -0.0004],
    },
    egoFromSensor: mounted([1.35, 0.42 * turn, 1.62], (turn * 55 * Math.PI) / 180, 0.045),
  }
}

/** Front, front left and front right; the sides have lenses with barrel distortion. */
export const CAMERA_RIG: readonly MountedCamera[] = [
  {
    name: 'front',
    lens: { lens: 'pinhole', ...size, focalPx: [640.5, 640.5], centerPx: [478.4, 262.7] },
    egoFromSensor: mounted([1.6, 0, 1.6], 0.004, 0.03),
  },
  side('front_left', 1),
  side('front_right', -1),
]
