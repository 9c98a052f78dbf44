import type { Vec3 } from '@trueline/geometry'
import type { View } from './cast.ts'
import type { Thing } from './thing.ts'

/** Sensor from thing: row-major rotation and shift, flat because it is read for every corner. */
export type Placement = {
  readonly m: readonly number[]
  readonly shift: Vec3
}

/** Where a thing's own space lies in a view's sensor space. */
export function placementOf({ eye, worldFromSensor: w }: View, { place }: Thing): Placement {
  const cos = Math.cos(place.yaw)
  const sin = Math.sin(place.yaw)
  const dx = place.point[0] - eye[0]
  const dy = place.point[1] - eye[1]
  const dz = place.point[2] - eye[2]
  const m: number[] = []
  const shift: number[] = []
  for (let row = 0; row < 3; row++) {
    // Row of the inverse rotation: a column of worldFromSensor.
    const x = w[row]!
    const y = w[3 + row]!
    const z = w[6 + row]!
    m.push(x * cos + y * sin, y * cos - x * sin, z)
    shift.push(x * dx + y * dy + z * dz)
  }
  return { m, shift: [shift[0]!, shift[1]!, shift[2]!] }
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
