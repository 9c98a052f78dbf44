import { type Json, verbatim } from '@trueline/annotation'
import { axisAngle, multiply, normalize, type Pose, type Quat, type Vec3 } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import {
  below,
  type JsonObject,
  type JsonPlace,
  numbersAt,
  objectAt,
  textAt,
  unlike,
} from '../jsonAt.ts'
import { poseAt } from '../poseAt.ts'
import { openlabelTexts } from './openlabelTexts.ts'

const AXES: Readonly<Record<string, Vec3>> = { X: [1, 0, 0], Y: [0, 1, 0], Z: [0, 0, 1] }

/**
 * The pose of OpenLABEL `transform_data` (1.0.0, "Transforms"): `matrix4x4`, `quaternion` (x, y, z,
 * w) or `euler_angles`, the latter two with `translation`, or `traslation` as the VCD library spells
 * it. Euler angles are listed in the order of `sequence`, 'ZYX' where it is not given: R = Rz · Ry · Rx.
 *
 * @throws {BadInputError} when it is none of them.
 */
export function decodeTransform(value: Json | undefined, place: JsonPlace): Pose {
  const data = objectAt(value, place)
  if (data.matrix4x4 !== undefined) return poseAt(data.matrix4x4, below(place, 'matrix4x4'))
  const rotation = rotationOf(data, place)
  if (rotation === null) throw unlike(value, place, openlabelTexts.transform)
  const key = data.translation === undefined && data.traslation ? 'traslation' : 'translation'
  const [x = 0, y = 0, z = 0] = numbersAt(data[key], below(place, key), [3])
  return { translation: [x, y, z], rotation }
}

/** A pose as OpenLABEL `transform_data`. */
export function encodeTransform({ translation, rotation }: Pose): JsonObject {
  return { quaternion: rotation, translation }
}

/**
 * The rotation of four numbers x, y, z, w, brought to unit length.
 *
 * @throws {BadInputError} when they have none.
 */
export function quaternionOf(numbers: readonly number[], place: JsonPlace): Quat {
  const [x = 0, y = 0, z = 0, w = 0] = numbers
  if (!(Math.hypot(x, y, z, w) > 0)) {
    const found = openlabelTexts.quaternion({ values: numbers.join(', ') })
    throw new BadInputError({
      file: place.file,
      place: verbatim(place.pointer),
      found,
      expected: openlabelTexts.unitQuaternion,
    })
  }
  return normalize([x, y, z, w])
}

function rotationOf(data: JsonObject, place: JsonPlace): Quat | null {
  if (data.quaternion !== undefined) {
    const at = below(place, 'quaternion')
    return quaternionOf(numbersAt(data.quaternion, at, [4]), at)
  }
  if (data.euler_angles === undefined) return null
  const angles = numbersAt(data.euler_angles, below(place, 'euler_angles'), [3])
  const at = below(place, 'sequence')
  const sequence = textAt(data.sequence ?? 'ZYX', at).toUpperCase()
  const turns = sequence.split('').map((axis, index) => {
    const vector = AXES[axis]
    if (vector === undefined || sequence.length !== 3) {
      throw unlike(data.sequence, at, openlabelTexts.axes)
    }
    return axisAngle(vector, angles[index] ?? 0)
  })
  return turns.reduce((product, turn) => multiply(product, turn))
}
