import { BadInputError } from '../badInputError.ts'
import type { FileTree } from '../codec.ts'
import { WHOLE } from '../sharedTexts.ts'
import { decodeText } from '../text.ts'
import {
  type CalibrationEntries,
  type KittiCalibration,
  objectCalibration,
  rawCalibration,
  readCalibrationEntries,
} from './calibration.ts'
import { kittiTexts } from './kittiTexts.ts'
import type { RawLayout } from './rawLayout.ts'

/** A drive's calibration, and the lines of its camera file for the sizes of images. */
export type DriveCalibration = {
  readonly calibration: KittiCalibration
  readonly cameras: CalibrationEntries
}

/**
 * The calibration beside or above a raw drive, in the raw form or else the object's; `null` where
 * there is none.
 *
 * @throws {BadInputError} when a file is missing of it or cannot be read.
 */
export async function readDriveCalibration(
  tree: FileTree,
  layout: RawLayout,
): Promise<DriveCalibration | null> {
  const entriesOf = async (file: string): Promise<CalibrationEntries> =>
    readCalibrationEntries(decodeText(await tree.read(file), file))
  const cameraFile = layout.calibrations.get('calib_cam_to_cam.txt')
  const lidarFile = layout.calibrations.get('calib_velo_to_cam.txt')
  const imuFile = layout.calibrations.get('calib_imu_to_velo.txt')
  if (cameraFile !== undefined && lidarFile !== undefined) {
    const cameras = await entriesOf(cameraFile)
    const lidar = await entriesOf(lidarFile)
    const imu = imuFile === undefined ? null : await entriesOf(imuFile)
    return { calibration: rawCalibration({ cameras, lidar, imu }, cameraFile), cameras }
  }
  for (const file of layout.calibrations.values()) {
    const entries = await entriesOf(file)
    if (entries.has('P2')) {
      return { calibration: objectCalibration(entries, file), cameras: new Map() }
    }
  }
  if (cameraFile !== undefined || lidarFile !== undefined) {
    throw new BadInputError({
      file: cameraFile ?? lidarFile ?? '',
      place: WHOLE,
      found: kittiTexts.oneCalibration,
      expected: kittiTexts.calibrationFiles,
    })
  }
  return null
}
