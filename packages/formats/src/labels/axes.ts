import type { Json } from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'
import { type JsonObject, type JsonPlace, numberUnder, objectAt } from '../jsonAt.ts'
import { nearVec3 } from '../quantities.ts'

/** The three numbers of an object with x, y and z. @throws {BadInputError} when it is none. */
export function xyzAt(value: Json | undefined, place: JsonPlace): Vec3 {
  const object = objectAt(value, place)
  const [x, y] = [numberUnder(object, 'x', place), numberUnder(object, 'y', place)]
  return nearVec3([x, y, numberUnder(object, 'z', place)], place)
}

/** The object with x, y and z of three numbers. */
export function xyzOf([x, y, z]: Vec3): JsonObject {
  return { x, y, z }
}
