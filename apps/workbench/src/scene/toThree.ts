import type { PackSection } from '@trueline/annotation'
import { type Pose, toMatrix4, type Vec3 } from '@trueline/geometry'
import { Matrix4, type Vector3 } from 'three'

/** Writes a pose into a three.js matrix. */
export function setPose(matrix: Matrix4, pose: Pose): Matrix4 {
  const m = toMatrix4(pose) as readonly number[]
  return setRows(matrix, m)
}

/** Writes what takes the integers of a packed section to ego space. */
export function setSection(
  matrix: Matrix4,
  egoFromSensor: Pose,
  { origin, step }: PackSection,
): Matrix4 {
  const [x, y, z] = origin
  setPose(matrix, egoFromSensor)
  return matrix.multiply(new Matrix4().set(step, 0, 0, x, 0, step, 0, y, 0, 0, step, z, 0, 0, 0, 1))
}

/** The vector as plain numbers. */
export function fromVector3({ x, y, z }: Vector3): Vec3 {
  return [x, y, z]
}

function setRows(matrix: Matrix4, m: readonly number[]): Matrix4 {
  const at = (index: number): number => m[index]!
  return matrix.set(
    at(0),
    at(1),
    at(2),
    at(3),
    at(4),
    at(5),
    at(6),
    at(7),
    at(8),
    at(9),
    at(10),
    at(11),
    0,
    0,
    0,
    1,
  )
}
