import fc, { type Arbitrary } from 'fast-check'
import type { Cuboid } from '../cuboid.ts'
import type { Pose } from '../pose.ts'
import { axisAngle, fromYaw, multiply, type Quat } from '../quat.ts'
import { scale, type Vec3 } from '../vec3.ts'

/** Numbers spread evenly over a range: `fc.double` draws nearly all of its values next to zero. */
export function evenly(min: number, max: number, step: number): Arbitrary<number> {
  return fc.integer({ min: 0, max: Math.round((max - min) / step) }).map((n) => min + n * step)
}

/** Points within `reach` of zero along each axis. */
export function points(reach: number): Arbitrary<Vec3> {
  const value = evenly(-reach, reach, 0.01)
  return fc.tuple(value, value, value)
}

/** Rotations of any kind. */
export function rotations(): Arbitrary<Quat> {
  const angle = evenly(-3.14, 3.14, 0.01)
  return fc
    .tuple(angle, angle, angle)
    .map(([a, b, c]) =>
      multiply(axisAngle([0, 0, 1], a), multiply(axisAngle([0, 1, 0], b), axisAngle([1, 0, 0], c))),
    )
}

/** Poses of any rotation, within 100 m. */
export function poses(): Arbitrary<Pose> {
  return fc.record({ translation: points(100), rotation: rotations() })
}

function extents(): Arbitrary<Vec3> {
  return fc.tuple(evenly(0.3, 15, 0.1), evenly(0.3, 3, 0.1), evenly(0.3, 4, 0.1))
}

/** Cuboids near each other, upright. */
export function uprightCuboids(): Arbitrary<Cuboid> {
  return fc.record({
    center: points(6).map((p): Vec3 => scale(p, 0.7)),
    extent: extents(),
    rotation: evenly(-3.14, 3.14, 0.01).map(fromYaw),
  })
}

/** Cuboids near each other, turned in any way. */
export function cuboids(): Arbitrary<Cuboid> {
  return fc.record({
    center: points(6).map((p): Vec3 => scale(p, 0.7)),
    extent: extents(),
    rotation: rotations(),
  })
}
