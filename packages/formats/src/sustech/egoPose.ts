import type { Json } from '@trueline/annotation'
import { axisAngle, fromDegrees, fromYaw, multiply, type Pose } from '@trueline/geometry'
import { below, type JsonPlace, numberAt, objectAt } from '../jsonAt.ts'

/**
 * The vehicle of an `ego_pose` file in the map.
 *
 * The file comes from a NovAtel receiver and is taken as SUSTechPOINTS' own viewer takes it: x, y, z
 * are map meters (x east, y north); azimuth turns clockwise from north, pitch is about the vehicle's
 * right, roll about its forward axis, all in degrees, put together in the order ZXY. The receiver's
 * own axes are x right, y forward; its place on the vehicle is not in the files and taken as the
 * lidar's.
 *
 * @throws {BadInputError} when one of the six is missing.
 */
export function decodeEgoPose(value: Json, place: JsonPlace): Pose {
  const pose = objectAt(value, place)
  const at = (key: string): number => numberAt(pose[key], below(place, key))
  const angle = (key: string): number => fromDegrees(at(key))
  const mapFromReceiver = multiply(
    fromYaw(-angle('azimuth')),
    multiply(axisAngle([1, 0, 0], angle('pitch')), axisAngle([0, 1, 0], angle('roll'))),
  )
  const receiverFromEgo = fromYaw(Math.PI / 2)
  return {
    translation: [at('x'), at('y'), at('z')],
    rotation: multiply(mapFromReceiver, receiverFromEgo),
  }
}
