import type { Vec3 } from './vec3.ts'

/** A unit quaternion x, y, z, w; `q` and `-q` are the same rotation. */
export type Quat = readonly [x: number, y: number, z: number, w: number]

/** Row-major 3 × 3 matrix. */
export type Mat3 = readonly [number, number, number, number, number, number, number, number, number]

/** No rotation. */
export const IDENTITY_ROTATION: Quat = [0, 0, 0, 1]

/** The rotation `b` first, then `a`. */
export function multiply(a: Quat, b: Quat): Quat {
  return [
    a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
    a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
    a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
    a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2],
  ]
}

/** The rotation back. */
export function conjugate(q: Quat): Quat {
  return [-q[0], -q[1], -q[2], q[3]]
}

/**
 * `q` at unit length.
 *
 * @throws {RangeError} when its length is zero or not finite.
 */
export function normalize(q: Quat): Quat {
  const length = Math.hypot(q[0], q[1], q[2], q[3])
  if (!(length > 0) || !Number.isFinite(length)) {
    throw new RangeError(`Expected a quaternion with a length, got ${q.join(', ')}`)
  }
  return [q[0] / length, q[1] / length, q[2] / length, q[3] / length]
}

/** `v` turned by `q`. */
export function rotate(q: Quat, v: Vec3): Vec3 {
  // The cross products axis × v and axis × (axis × v), in numbers alone: for every box and corner.
  const [x, y, z, w] = [q[0], q[1], q[2], q[3]]
  const tx = y * v[2] - z * v[1]
  const ty = z * v[0] - x * v[2]
  const tz = x * v[1] - y * v[0]
  return [
    v[0] + 2 * (w * tx + (y * tz - z * ty)),
    v[1] + 2 * (w * ty + (z * tx - x * tz)),
    v[2] + 2 * (w * tz + (x * ty - y * tx)),
  ]
}

/** The turn by `angle` about a unit `axis`, right-handed. */
export function axisAngle(axis: Vec3, angle: number): Quat {
  const sin = Math.sin(angle / 2)
  return [axis[0] * sin, axis[1] * sin, axis[2] * sin, Math.cos(angle / 2)]
}

/** The turn by `yaw` about +z. */
export function fromYaw(yaw: number): Quat {
  return [0, 0, Math.sin(yaw / 2), Math.cos(yaw / 2)]
}

/** Heading of local +x about +z, in (-π, π]; the whole rotation for an upright box. */
export function yawOf(q: Quat): number {
  const [x, y, z, w] = q
  const yaw = Math.atan2(2 * (x * y + w * z), 1 - 2 * (y * y + z * z))
  return yaw === -Math.PI ? Math.PI : yaw
}

/** Angle between local +z and +z, in [0, π]: what a yaw-only format loses. */
export function tiltOf(q: Quat): number {
  const [x, y] = q
  return Math.acos(Math.min(1, Math.max(-1, 1 - 2 * (x * x + y * y))))
}

/** The rotation as a row-major 3 × 3 matrix. */
export function toMatrix3(q: Quat): Mat3 {
  const [x, y, z, w] = q
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y - z * w),
    2 * (x * z + y * w),
    2 * (x * y + z * w),
    1 - 2 * (x * x + z * z),
    2 * (y * z - x * w),
    2 * (x * z - y * w),
    2 * (y * z + x * w),
    1 - 2 * (x * x + y * y),
  ]
}

/**
 * The rotation of a row-major 3 × 3 matrix, its rows taken as orthonormal (Shepperd's method).
 *
 * A matrix printed with few digits gives the unit quaternion next to it.
 *
 * @throws {RangeError} when the matrix is singular or mirrors.
 */
export function fromMatrix3(m: Mat3): Quat {
  const determinant =
    m[0] * (m[4] * m[8] - m[5] * m[7]) -
    m[1] * (m[3] * m[8] - m[5] * m[6]) +
    m[2] * (m[3] * m[7] - m[4] * m[6])
  if (!(determinant > 0.5 && determinant < 1.5)) {
    throw new RangeError(`Expected a rotation matrix of determinant 1, got ${determinant}`)
  }
  const trace = m[0] + m[4] + m[8]
  if (trace > 0) {
    const s = Math.sqrt(trace + 1) * 2
    return normalize([(m[7] - m[5]) / s, (m[2] - m[6]) / s, (m[3] - m[1]) / s, s / 4])
  }
  if (m[0] > m[4] && m[0] > m[8]) {
    const s = Math.sqrt(1 + m[0] - m[4] - m[8]) * 2
    return normalize([s / 4, (m[1] + m[3]) / s, (m[2] + m[6]) / s, (m[7] - m[5]) / s])
  }
  if (m[4] > m[8]) {
    const s = Math.sqrt(1 + m[4] - m[0] - m[8]) * 2
    return normalize([(m[1] + m[3]) / s, s / 4, (m[5] + m[7]) / s, (m[2] - m[6]) / s])
  }
  const s = Math.sqrt(1 + m[8] - m[0] - m[4]) * 2
  return normalize([(m[2] + m[6]) / s, (m[5] + m[7]) / s, s / 4, (m[3] - m[1]) / s])
}

/** The rotation `ratio` of the shorter way from `a` (0) to `b` (1), at even speed. */
export function slerp(a: Quat, b: Quat, ratio: number): Quat {
  const inner = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]
  const sign = inner < 0 ? -1 : 1
  const cos = Math.min(1, Math.abs(inner))
  const angle = Math.acos(cos)
  const sin = Math.sin(angle)
  const from = sin < 1e-6 ? 1 - ratio : Math.sin((1 - ratio) * angle) / sin
  const to = sign * (sin < 1e-6 ? ratio : Math.sin(ratio * angle) / sin)
  return normalize([
    from * a[0] + to * b[0],
    from * a[1] + to * b[1],
    from * a[2] + to * b[2],
    from * a[3] + to * b[3],
  ])
}
