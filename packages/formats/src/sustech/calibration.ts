import { type Camera, type Json, sensorId } from '@trueline/annotation'
import {
  compose,
  fromYaw,
  IDENTITY_POSE,
  type ImageSize,
  invert,
  type Mat4,
  type PinholeCamera,
  type Pose,
  rotate,
  toMatrix4,
} from '@trueline/geometry'
import { below, type JsonObject, type JsonPlace, numbersAt, objectAt } from '../jsonAt.ts'
import { poseAt } from '../poseAt.ts'

/** What a calibration file says of a camera. */
export type Calibration = {
  readonly cameraFromLidar: Pose
  readonly focalPx: readonly [x: number, y: number]
  readonly centerPx: readonly [x: number, y: number]
}

/**
 * The calibration in `calib/camera/*.json`: `extrinsic` takes lidar space to camera space, `rect`,
 * where there, rectified camera space follows. `extrinsic_ok`, an older value, is left alone.
 *
 * @throws {BadInputError} when it has no rigid extrinsic or no 3 × 3 intrinsic matrix.
 */
export function decodeCalibration(value: Json, place: JsonPlace): Calibration {
  const calibration = objectAt(value, place)
  const matrix = (key: string): Pose => poseAt(calibration[key], below(place, key))
  const cameraFromLidar = matrix('extrinsic')
  const k = numbersAt(calibration.intrinsic, below(place, 'intrinsic'), [9])
  return {
    cameraFromLidar: calibration.rect ? compose(matrix('rect'), cameraFromLidar) : cameraFromLidar,
    focalPx: [k[0] ?? 0, k[4] ?? 0],
    centerPx: [k[2] ?? 0, k[5] ?? 0],
  }
}

/** A calibration file's content for a camera. */
export function encodeCalibration(camera: Camera, egoFromLidar: Pose): JsonObject {
  const extrinsic: Mat4 = toMatrix4(compose(invert(camera.egoFromSensor), egoFromLidar))
  if (camera.model === null) return { extrinsic }
  const { focalPx, centerPx } = camera.model
  return { extrinsic, intrinsic: [focalPx[0], 0, centerPx[0], 0, focalPx[1], centerPx[1], 0, 0, 1] }
}

/** A camera of the clip; without a size, which only an image tells, it has no lens model. */
export function cameraOf(
  name: string,
  args: {
    readonly calibration: Calibration
    readonly size: ImageSize | null
    readonly egoFromLidar: Pose
  },
): Pick<Camera, 'modality' | 'id' | 'egoFromSensor' | 'model'> {
  const { cameraFromLidar, focalPx, centerPx } = args.calibration
  const model: PinholeCamera | null =
    args.size === null ? null : { lens: 'pinhole', ...args.size, focalPx, centerPx }
  return {
    modality: 'camera',
    id: sensorId(name),
    egoFromSensor: compose(args.egoFromLidar, invert(cameraFromLidar)),
    model,
  }
}

/**
 * The lidar in the ego's space, which looks along +x: SUSTechPOINTS has no fixed axis, so forward
 * is where the front camera looks, to the nearest of the lidar's ±x and ±y.
 *
 * @param calibrations By camera name.
 * @returns The pose, and the camera it was derived from; identity and `null` without a front camera.
 */
export function egoFromLidarOf(calibrations: ReadonlyMap<string, Calibration>): {
  readonly egoFromLidar: Pose
  readonly camera: string | null
} {
  const camera =
    [...calibrations.keys()].find((name) => /^front$/i.test(name)) ??
    [...calibrations.keys()].find((name) =>
      /^(cam(era)?_)?front(_?(cent(er|re)|main|mid(dle)?))?$/i.test(name),
    ) ??
    null
  const calibration = camera === null ? undefined : calibrations.get(camera)
  if (calibration === undefined) return { egoFromLidar: IDENTITY_POSE, camera: null }
  const [x, y] = rotate(invert(calibration.cameraFromLidar).rotation, [0, 0, 1])
  const quarter = Math.round(Math.atan2(y, x) / (Math.PI / 2))
  return {
    egoFromLidar: { translation: [0, 0, 0], rotation: fromYaw((-quarter * Math.PI) / 2) },
    camera,
  }
}
