import { axisAngle, multiply, type Quat, toMatrix3 } from './quat.ts'
import type { Vec3 } from './vec3.ts'

/** Below this cosine of the middle angle the outer two cannot be told apart. */
const GIMBAL = 1e-8

const aboutX = (angle: number): Quat => axisAngle([1, 0, 0], angle)
const aboutY = (angle: number): Quat => axisAngle([0, 1, 0], angle)
const aboutZ = (angle: number): Quat => axisAngle([0, 0, 1], angle)

/** The rotation Rx · Ry · Rz of three angles about x, y and z: three.js' order 'XYZ'. */
export function fromEulerXYZ([x, y, z]: Vec3): Quat {
  return multiply(aboutX(x), multiply(aboutY(y), aboutZ(z)))
}

/**
 * The angles about x, y and z whose Rx · Ry · Rz is the rotation; y in [-π/2, π/2].
 *
 * Where y is ±π/2 only one of the outer two is determined: z is then 0.
 */
export function toEulerXYZ(rotation: Quat): Vec3 {
  const m = toMatrix3(rotation)
  const cosY = Math.hypot(m[0], m[1])
  const y = Math.atan2(m[2], cosY)
  if (cosY < GIMBAL) return [Math.atan2(m[7], m[4]), y, 0]
  return [Math.atan2(-m[5], m[8]), y, Math.atan2(-m[1], m[0])]
}

/** Yaw, pitch and roll: turns about z, y and x, the yaw outermost. Pitch is positive nose down. */
export type YawPitchRoll = { readonly yaw: number; readonly pitch: number; readonly roll: number }

/** The rotation Rz(yaw) · Ry(pitch) · Rx(roll). */
export function fromEulerZYX({ yaw, pitch, roll }: YawPitchRoll): Quat {
  return multiply(aboutZ(yaw), multiply(aboutY(pitch), aboutX(roll)))
}

/**
 * The angles whose Rz(yaw) · Ry(pitch) · Rx(roll) is the rotation; pitch in [-π/2, π/2].
 *
 * Where the pitch is ±π/2 only one of the outer two is determined: roll is then 0.
 */
export function toEulerZYX(rotation: Quat): YawPitchRoll {
  const m = toMatrix3(rotation)
  const cosPitch = Math.hypot(m[0], m[3])
  const pitch = Math.atan2(-m[6], cosPitch)
  if (cosPitch < GIMBAL) return { yaw: Math.atan2(-m[1], m[4]), pitch, roll: 0 }
  return { yaw: Math.atan2(m[3], m[0]), pitch, roll: Math.atan2(m[7], m[8]) }
}
