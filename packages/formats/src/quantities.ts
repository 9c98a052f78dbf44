import { type Json, verbatim } from '@trueline/annotation'
import { normalize, type Pose, type Quat, type Vec3 } from '@trueline/geometry'
import { BadInputError } from './badInputError.ts'
import { entryTexts } from './entries/entryTexts.ts'
import { below, type JsonObject, type JsonPlace, numbersAt, numberUnder } from './jsonAt.ts'

/** Farther than any map reaches from its origin: beyond, doubles lose the micrometers of a box. */
const FARTHEST = 1e9

/** The place or size of a list of three. @throws {BadInputError} when it is none. */
export function vec3At(value: Json | undefined, place: JsonPlace): Vec3 {
  const [x = 0, y = 0, z = 0] = numbersAt(value, place, [3])
  return nearVec3([x, y, z], place)
}

/** Three keys of an object, as of a place or size. */
export type ThreeKeys = readonly [string, string, string]

/** The finite numbers under three keys. @throws {BadInputError} when one of them is none. */
export function threeUnder(object: JsonObject, [a, b, c]: ThreeKeys, place: JsonPlace): Vec3 {
  return [
    numberUnder(object, a, place),
    numberUnder(object, b, place),
    numberUnder(object, c, place),
  ]
}

/** The rotation under four keys, that of its real part last. @throws {BadInputError} when it is none. */
export function quatUnder(
  object: JsonObject,
  [x, y, z, w]: readonly [...ThreeKeys, string],
  place: JsonPlace,
): Quat {
  const [qx, qy, qz] = threeUnder(object, [x, y, z], place)
  return unitQuat([qx, qy, qz, numberUnder(object, w, place)], place)
}

/** A place or size that can be one. @throws {BadInputError} when it is off every map. */
export function nearVec3(value: Vec3, { file, pointer }: JsonPlace): Vec3 {
  const [x, y, z] = value
  if (Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) <= FARTHEST) return value
  const found = entryTexts.far({ meters: value.join(', ') })
  throw new BadInputError({ file, place: verbatim(pointer), found, expected: entryTexts.near })
}

/**
 * The rotation of a quaternion listed w, x, y, z.
 *
 * @throws {BadInputError} when it is no list of four numbers, or of no length.
 */
export function wxyzAt(value: Json | undefined, place: JsonPlace): Quat {
  const [w = 0, x = 0, y = 0, z = 0] = numbersAt(value, place, [4])
  return unitQuat([x, y, z, w], place)
}

/** A quaternion at unit length; one that has it but for rounding stays as it is. */
export function unitQuat(q: Quat, { file, pointer }: JsonPlace): Quat {
  const length = Math.hypot(q[0], q[1], q[2], q[3])
  if (Math.abs(length - 1) < 1e-12) return q
  if (length > 0.5 && length < 2) return normalize(q)
  const found = entryTexts.quaternion({ length })
  throw new BadInputError({
    file,
    place: verbatim(pointer),
    found,
    expected: entryTexts.unitQuaternion,
  })
}

/** The list w, x, y, z of a rotation. */
export function wxyzOf([x, y, z, w]: Quat): readonly number[] {
  return [w, x, y, z]
}

/** The pose of a row's `translation` and `rotation`. @throws {BadInputError} when it has none. */
export function poseOfRow(row: JsonObject, place: JsonPlace): Pose {
  return {
    translation: vec3At(row.translation, below(place, 'translation')),
    rotation: wxyzAt(row.rotation, below(place, 'rotation')),
  }
}

/** A positive size of three numbers. @throws {BadInputError} when a side is not above zero. */
export function sizeAt(value: Json | undefined, place: JsonPlace): Vec3 {
  return positiveSize(vec3At(value, place), place)
}

/** A size all of whose sides are above zero. @throws {BadInputError} when one is not. */
export function positiveSize(size: Vec3, { file, pointer }: JsonPlace): Vec3 {
  if (size[0] > 0 && size[1] > 0 && size[2] > 0) return size
  const found = entryTexts.size({ size: size.join(' × ') })
  const expected = entryTexts.positiveSize
  throw new BadInputError({ file, place: verbatim(pointer), found, expected })
}
