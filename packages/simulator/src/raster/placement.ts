import type { Mat3, Vec3 } from '@trueline/geometry'
import type { Thing } from './thing.ts'
import type { View } from './view.ts'

/** Sensor from thing: row-major rotation and shift, flat because it is read for every corner. */
export type Placement = {
  readonly m: Mat3
  readonly shift: Vec3
}

/** Where a thing's own space lies in a view's sensor space. */
export function placementOf({ eye, worldFromSensor: w }: View, { place }: Thing): Placement {
  const cos = Math.cos(place.yaw)
  const sin = Math.sin(place.yaw)
  const dx = place.point[0] - eye[0]
  const dy = place.point[1] - eye[1]
  const dz = place.point[2] - eye[2]
  // Rows of the inverse rotation are columns of worldFromSensor.
  return {
    m: [
      w[0] * cos + w[3] * sin,
      w[3] * cos - w[0] * sin,
      w[6],
      w[1] * cos + w[4] * sin,
      w[4] * cos - w[1] * sin,
      w[7],
      w[2] * cos + w[5] * sin,
      w[5] * cos - w[2] * sin,
      w[8],
    ],
    shift: [
      w[0] * dx + w[3] * dy + w[6] * dz,
      w[1] * dx + w[4] * dy + w[7] * dz,
      w[2] * dx + w[5] * dy + w[8] * dz,
    ],
  }
}

/** Writes the point x, y, z of thing space into `into` at `offset`, in sensor space. */
export function placePoint(
  { m, shift }: Placement,
  from: ArrayLike<number>,
  into: Float64Array,
): void {
  const x = from[0]!
  const y = from[1]!
  const z = from[2]!
  into[0] = m[0]! * x + m[1]! * y + m[2]! * z + shift[0]
  into[1] = m[3]! * x + m[4]! * y + m[5]! * z + shift[1]
  into[2] = m[6]! * x + m[7]! * y + m[8]! * z + shift[2]
}
