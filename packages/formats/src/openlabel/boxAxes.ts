import {
  axisAngle,
  type Cuboid,
  conjugate,
  fromEulerZYX,
  multiply,
  type Quat,
  toEulerZYX,
  type Vec3,
} from '@trueline/geometry'
import type { JsonPlace } from '../jsonAt.ts'
import { quaternionOf } from './transformData.ts'

/**
 * Which way a cuboid's own axes and sizes go.
 *
 * `standard`: x forward, y left, z up. `camera`: x forward, y down, z left, as KITTI converted by VCD
 * has its boxes in a camera's space. `kognic`: y forward, x right, z up.
 */
export type BoxAxes = 'standard' | 'camera' | 'kognic'

/** `sourceFromOurs`: a box's own axes as we have them, in the source's. */
const TURN: Readonly<Record<BoxAxes, Quat>> = {
  standard: [0, 0, 0, 1],
  camera: axisAngle([1, 0, 0], Math.PI / 2),
  kognic: axisAngle([0, 0, 1], Math.PI / 2),
}

/**
 * The cuboid of an OpenLABEL value: center, quaternion x, y, z, w (10 numbers) or Euler angles about
 * x, y, z with R = Rz · Ry · Rx (9), then the sizes along the box's own x, y, z.
 *
 * @throws {BadInputError} when its quaternion has no length.
 */
export function cuboidOfVal(val: readonly number[], axes: BoxAxes, place: JsonPlace): Cuboid {
  const [x = 0, y = 0, z = 0, roll = 0, pitch = 0, yaw = 0] = val
  const rotation =
    val.length === 10 ? quaternionOf(val.slice(3, 7), place) : fromEulerZYX({ roll, pitch, yaw })
  const [length = 0, width = 0, height = 0] = val.slice(-3)
  const size: Vec3 = [length, width, height]
  return {
    center: [x, y, z],
    extent: reorder(size, axes),
    rotation: multiply(rotation, TURN[axes]),
  }
}

/** A cuboid as the 9 or 10 numbers of an OpenLABEL value. */
export function valOfCuboid(cuboid: Cuboid, axes: BoxAxes, length: 9 | 10): readonly number[] {
  const rotation = multiply(cuboid.rotation, conjugate(TURN[axes]))
  const turn = length === 10 ? rotation : eulerOf(rotation)
  return [...cuboid.center, ...turn, ...reorder(cuboid.extent, axes)]
}

/** Sizes in the other order; the same way back. */
function reorder([x, y, z]: Vec3, axes: BoxAxes): Vec3 {
  switch (axes) {
    case 'standard':
      return [x, y, z]
    case 'camera':
      return [x, z, y]
    case 'kognic':
      return [y, x, z]
  }
}

/**
 * Angles about x, y and z. Of the two triples of a rotation the one with the smaller outer angles:
 * readers of boxes in camera space look at the middle one alone.
 */
function eulerOf(rotation: Quat): Vec3 {
  const { yaw, pitch, roll } = toEulerZYX(rotation)
  if (Math.abs(yaw) + Math.abs(roll) <= Math.PI) return [roll, pitch, yaw]
  const half = (angle: number): number => (angle > 0 ? angle - Math.PI : angle + Math.PI)
  return [half(roll), opposite(pitch), half(yaw)]
}

function opposite(pitch: number): number {
  return pitch > 0 ? Math.PI - pitch : -Math.PI - pitch
}
