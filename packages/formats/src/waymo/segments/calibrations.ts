import { type Camera, type Lidar, sensorId } from '@trueline/annotation'
import { compose, fromMatrix3, fromMatrix4, type Pose, ZERO } from '@trueline/geometry'
import { bytesIn, doublesIn, type Fields, fieldsOf, intIn } from '../../protobuf/fields.ts'
import type { LaserCalibration } from './rangePoints.ts'

/** CameraName.Name by number. */
const CAMERAS = [
  ...['UNKNOWN', 'FRONT', 'FRONT_LEFT', 'FRONT_RIGHT', 'SIDE_LEFT', 'SIDE_RIGHT'],
  ...['REAR_LEFT', 'REAR', 'REAR_RIGHT'],
]
/** LaserName.Name by number. */
const LASERS = ['UNKNOWN', 'TOP', 'FRONT', 'SIDE_LEFT', 'SIDE_RIGHT', 'REAR']

/** Waymo's cameras look along x with z up: here x is right, y down, z forward. */
const SOURCE_FROM_CAMERA: Pose = {
  translation: ZERO,
  rotation: fromMatrix3([0, 0, 1, -1, 0, 0, 0, -1, 0]),
}

/** A camera's id by the number of its name. */
export function cameraIdOf(name: bigint): Camera['id'] {
  return sensorId(CAMERAS[Number(name)] ?? `CAMERA_${name}`)
}

/** A lidar's id by the number of its name; cameras are called FRONT too. */
export function lidarIdOf(name: bigint): Lidar['id'] {
  return sensorId(`LIDAR_${LASERS[Number(name)] ?? name}`)
}

/** The sensors of a `Context`. */
export type Sensors = {
  readonly lidars: ReadonlyMap<Lidar['id'], LaserCalibration>
  readonly cameras: ReadonlyMap<Camera['id'], Camera>
}

/** The sensors a `Context` calibrates. @throws {RangeError} when one is broken. */
export function sensorsOf(context: Fields): Sensors {
  const cameras = bytesIn(context, 2).map((bytes) => cameraOf(fieldsOf(bytes)))
  const lidars = bytesIn(context, 3).map((bytes) => laserOf(fieldsOf(bytes)))
  return { cameras: new Map(cameras.map((one) => [one.id, one])), lidars: new Map(lidars) }
}

/** The pose in a `Transform`: sixteen numbers, row by row. @throws {RangeError} when there is none. */
export function poseOf(fields: Fields, field: number): Pose {
  const transform = bytesIn(fields, field).at(-1)
  if (transform === undefined) throw new RangeError(`no transform in field ${field}`)
  return fromMatrix4(doublesIn(fieldsOf(transform), 1))
}

function cameraOf(fields: Fields): Camera {
  const [fu, fv, cu, cv, k1, k2, p1, p2, k3] = doublesIn(fields, 2)
  if (fu === undefined || fv === undefined || cu === undefined || cv === undefined) {
    throw new RangeError('a camera without f_u, f_v, c_u, c_v')
  }
  return {
    modality: 'camera',
    id: cameraIdOf(intIn(fields, 1)),
    egoFromSensor: compose(poseOf(fields, 3), SOURCE_FROM_CAMERA),
    model: {
      lens: 'brownConrady',
      ...{ widthPx: Number(intIn(fields, 4)), heightPx: Number(intIn(fields, 5)) },
      focalPx: [fu, fv],
      centerPx: [cu, cv],
      radial: [k1 ?? 0, k2 ?? 0, k3 ?? 0, 0, 0, 0],
      tangential: [p1 ?? 0, p2 ?? 0],
    },
    extras: {},
  }
}

function laserOf(fields: Fields): readonly [Lidar['id'], LaserCalibration] {
  const calibration = {
    egoFromSensor: poseOf(fields, 5),
    inclinations: doublesIn(fields, 2),
    lowest: doublesIn(fields, 3).at(-1) ?? 0,
    highest: doublesIn(fields, 4).at(-1) ?? 0,
  }
  return [lidarIdOf(intIn(fields, 1)), calibration]
}
