import type { Json } from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'
import { below, type JsonObject, type JsonPlace, numberAt, objectAt } from '../jsonAt.ts'
import { nearVec3 } from '../quantities.ts'

/** The three numbers of an object with x, y and z. @throws {BadInputError} when it is none. */
export function xyzAt(value: Json | undefined, place: JsonPlace): Vec3 {
  const object = objectAt(value, place)
  const at = (axis: string): number => numberAt(object[axis], below(place, axis))
  return nearVec3([at('x'), at('y'), at('z')], place)
}

/** The object with x, y and z of three numbers. */
export function xyzOf([x, y, z]: Vec3): JsonObject {
  return { x, y, z }
}
