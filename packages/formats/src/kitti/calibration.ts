import { type Camera, type Clip, type Json, joined, verbatim } from '@trueline/annotation'
import {
  compose,
  fromMatrix4,
  type ImageSize,
  invert,
  type Pose,
  pinholeFromProjection,
} from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { saidBy, sharedTexts, WHOLE } from '../sharedTexts.ts'
import { linesOf, parseNumber } from '../text.ts'
import { kittiTexts } from './kittiTexts.ts'

/** Where clip and frame extras keep the calibration, shared by all KITTI codecs. */
export const KITTI = 'kitti'

/** A KITTI calibration, its matrices row-major as the files have them. */
export type KittiCalibration = {
  /** P0 to P3 by the camera's digit: rectified space to pixels, 3 × 4. */
  readonly projections: { readonly [camera: string]: readonly number[] }
  /** R0_rect, 3 × 3. */
  readonly rect: readonly number[]
  /** Tr_velo_to_cam, 3 × 4. */
  readonly cameraFromLidar: readonly number[]
  /** Tr_imu_to_velo, 3 × 4; `null` where the source has none. */
  readonly lidarFromImu: readonly number[] | null
}

/** Numbers by key, of lines such as `P2: 7.07e+02 0 …`. */
export type CalibrationEntries = ReadonlyMap<string, readonly number[]>

/** The texts of a raw drive's calibration; `null` for a file that is not there. */
export type RawCalibrationFiles = {
  readonly cameras: CalibrationEntries
  readonly lidar: CalibrationEntries
  readonly imu: CalibrationEntries | null
}

/** The lines of a calibration file whose values are all numbers; keys with or without a colon. */
export function readCalibrationEntries(text: string): CalibrationEntries {
  const entries = new Map<string, readonly number[]>()
  for (const line of linesOf(text)) {
    const [key = '', ...tokens] = line.text.split(/\s+/)
    const values = tokens.map(parseNumber)
    if (values.every((value) => value !== null)) entries.set(key.replace(/:$/, ''), values)
  }
  return entries
}

/**
 * The calibration of an object or tracking file: P0..P3, R0_rect or R_rect, Tr_velo_to_cam or
 * Tr_velo_cam, Tr_imu_to_velo or Tr_imu_velo.
 *
 * @throws {BadInputError} when a matrix is missing, of the wrong length or no rotation.
 */
export function objectCalibration(entries: CalibrationEntries, file: string): KittiCalibration {
  const take = takeFrom(entries, file)
  const imu = ['Tr_imu_to_velo', 'Tr_imu_velo'].find((key) => entries.get(key)?.length === 12)
  return checked(file, {
    projections: Object.fromEntries(
      ['0', '1', '2', '3']
        .filter((camera) => entries.has(`P${camera}`))
        .map((camera) => [camera, take(12, `P${camera}`)]),
    ),
    rect: take(9, 'R0_rect', 'R_rect'),
    cameraFromLidar: take(12, 'Tr_velo_to_cam', 'Tr_velo_cam'),
    lidarFromImu: imu ? take(12, imu) : null,
  })
}

/**
 * The calibration of a raw drive's `calib_cam_to_cam`, `calib_velo_to_cam`, `calib_imu_to_velo`.
 *
 * @throws {BadInputError} as `objectCalibration`.
 */
export function rawCalibration(files: RawCalibrationFiles, file: string): KittiCalibration {
  const take = takeFrom(files.cameras, file)
  return checked(file, {
    projections: Object.fromEntries(
      ['0', '1', '2', '3']
        .filter((camera) => files.cameras.has(`P_rect_0${camera}`))
        .map((camera) => [camera, take(12, `P_rect_0${camera}`)]),
    ),
    rect: take(9, 'R_rect_00'),
    cameraFromLidar: rowsOf(files.lidar, file),
    lidarFromImu: files.imu ? rowsOf(files.imu, file) : null,
  })
}

/** The size of a raw drive's rectified images, by the calibration; `null` where it says none. */
export function rectifiedSize(entries: CalibrationEntries, camera: string): ImageSize | null {
  const [widthPx, heightPx] = entries.get(`S_rect_0${camera}`) ?? []
  return widthPx === undefined || heightPx === undefined ? null : { widthPx, heightPx }
}

/** The rectified camera space the labels are in, from the lidar's. */
export function rectFromLidarOf({ rect: r, cameraFromLidar }: KittiCalibration): Pose {
  const at = (index: number): number => r[index] ?? 0
  const rectFromCamera = fromMatrix4([
    ...[at(0), at(1), at(2), 0],
    ...[at(3), at(4), at(5), 0],
    ...[at(6), at(7), at(8), 0],
  ])
  return compose(rectFromCamera, fromMatrix4(cameraFromLidar))
}

/** The lidar's space from the unit's that measures the poses; `null` where the source has none. */
export function lidarFromImuOf({ lidarFromImu }: KittiCalibration): Pose | null {
  return lidarFromImu === null ? null : fromMatrix4(lidarFromImu)
}

/** A camera's place and lens, the ego's space being the lidar's; `null` for one without projection. */
export function kittiCamera(
  calibration: KittiCalibration,
  camera: string,
  size: ImageSize,
): Pick<Camera, 'egoFromSensor' | 'model'> | null {
  const projection = calibration.projections[camera]
  if (projection === undefined) return null
  const { model, cameraFromRect } = pinholeFromProjection(projection, size)
  return { egoFromSensor: invert(compose(cameraFromRect, rectFromLidarOf(calibration))), model }
}

/** The calibration of a frame of a clip that a KITTI codec read: its own, or else the clip's. */
export function calibrationAt(
  clip: Pick<Clip, 'extras' | 'frames'>,
  frame: number,
): KittiCalibration | null {
  const kept: Json | undefined = clip.frames[frame]?.extras[KITTI] ?? clip.extras[KITTI]
  // Put there by a codec of this folder; nobody else writes under this key.
  return kept === undefined || kept === null ? null : (kept as unknown as KittiCalibration)
}

function takeFrom(entries: CalibrationEntries, file: string) {
  return (length: number, ...keys: readonly string[]): readonly number[] => {
    const values = keys.map((key) => entries.get(key)).find((found) => found !== undefined)
    if (values?.length === length) return values
    const found = values ? kittiTexts.numbers({ count: values.length }) : kittiTexts.noSuchLine
    throw new BadInputError({
      file,
      place: joined(keys.map(verbatim), sharedTexts.or),
      found,
      expected: kittiTexts.numbers({ count: length }),
    })
  }
}

/** R and T of a file, as a 3 × 4 matrix. */
function rowsOf(entries: CalibrationEntries, file: string): readonly number[] {
  const take = takeFrom(entries, file)
  const r = take(9, 'R')
  const t = take(3, 'T')
  return [0, 1, 2].flatMap((row) => [...r.slice(row * 3, row * 3 + 3), t[row] ?? 0])
}

function checked(file: string, calibration: KittiCalibration): KittiCalibration {
  try {
    rectFromLidarOf(calibration)
    lidarFromImuOf(calibration)
    for (const camera of Object.keys(calibration.projections)) {
      kittiCamera(calibration, camera, { widthPx: 1, heightPx: 1 })
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const found = saidBy(error, kittiTexts.notMatrices)
    throw new BadInputError({ file, place: WHOLE, found, expected: kittiTexts.matrices })
  }
  return calibration
}
