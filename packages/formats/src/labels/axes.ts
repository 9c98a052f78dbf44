import type { Json } from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'
import { type JsonObject, type JsonPlace, objectAt } from '../jsonAt.ts'
import { nearVec3, threeUnder } from '../quantities.ts'

const XYZ = ['x', 'y', 'z'] as const

/** The three numbers of an object with x, y and z. @throws {BadInputError} when it is none. */
export function xyzAt(value: Json | undefined, place: JsonPlace): Vec3 {
  const object = objectAt(value, place)
  return nearVec3(threeUnder(object, XYZ, place), place)
}

/** The object with x, y and z of three numbers. */
export function xyzOf([x, y, z]: Vec3): JsonObject {
  return { x, y, z }
}
