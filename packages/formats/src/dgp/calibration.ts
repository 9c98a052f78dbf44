import type { Json } from '@trueline/annotation'
import type { CameraModel, ImageSize, Pose } from '@trueline/geometry'
import { below, type JsonPlace, listAt, numberAt, objectAt } from '../jsonAt.ts'
import { plainText } from '../plainText.ts'
import { poseIn } from './values.ts'

/** A sensor of a calibration file. */
export type Calibration = {
  readonly egoFromSensor: Pose
  /** The lens of an image of a size; `null` where there are no focal lengths. */
  readonly modelOf: (size: ImageSize) => CameraModel | null
}

/** The sensors of a calibration file, by name. @throws {BadInputError} when its lists do not fit. */
export function readCalibration(value: Json, place: JsonPlace): ReadonlyMap<string, Calibration> {
  const calibration = objectAt(value, place)
  const names = listAt(calibration.names, below(place, 'names'))
  const extrinsics = listAt(calibration.extrinsics, below(place, 'extrinsics'))
  const intrinsics = listAt(calibration.intrinsics, below(place, 'intrinsics'))
  return new Map(
    names.map((name, index) => {
      const at = below(place, 'intrinsics', index)
      const lens = objectAt(intrinsics[index], at)
      const [fx, fy, cx, cy] = ['fx', 'fy', 'cx', 'cy'].map((key) => {
        return numberAt(lens[key], below(at, key))
      })
      const egoFromSensor = poseIn(extrinsics[index], below(place, 'extrinsics', index))
      const modelOf = (size: ImageSize): CameraModel | null =>
        fx && fy && size.widthPx > 0 && size.heightPx > 0
          ? { lens: 'pinhole', ...size, focalPx: [fx, fy], centerPx: [cx ?? 0, cy ?? 0] }
          : null
      return [plainText(name), { egoFromSensor, modelOf }] as const
    }),
  )
}
