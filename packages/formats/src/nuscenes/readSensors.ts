import { type Camera, type Json, type Lidar, type Sensor, sensorId } from '@trueline/annotation'
import {
  type CameraModel,
  compose,
  invert,
  type Pose,
  subtract,
  type Vec3,
} from '@trueline/geometry'
import type { FileTree, ImportedImage, ImportedSweep } from '../codec.ts'
import { below, isList, type JsonPlace, numbersAt } from '../jsonAt.ts'
import { moved } from '../moveSweep.ts'
import { readAnySweep } from '../pointclouds/readSweep.ts'
import { poseOfRow } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'
import { NUSCENES } from './names.ts'
import type { Datum, Moment } from './scene.ts'

/** Poses of a datum. @throws {BadInputError} when its rows have none. */
export type Placed = { readonly egoFromSensor: Pose; readonly worldFromEgo: Pose }

/** Where a sensor was; the world begins at `origin` of the map. */
export function placeOf({ calibration, pose }: Datum, origin: Vec3): Placed {
  const mapFromEgo = poseOfRow(pose.row, pose.place)
  return {
    egoFromSensor: poseOfRow(calibration.row, calibration.place),
    worldFromEgo: { ...mapFromEgo, translation: subtract(mapFromEgo.translation, origin) },
  }
}

/** The sensor of a datum; `null` for one that is neither lidar nor camera. */
export function sensorOf(datum: Datum): Sensor | null {
  const { calibration, channel, modality } = datum
  const egoFromSensor = poseOfRow(calibration.row, calibration.place)
  const extras = { [NUSCENES]: calibration.row }
  const id = sensorId(channel)
  if (modality === 'lidar') return { modality, id, egoFromSensor, extras } satisfies Lidar
  if (modality !== 'camera') return null
  return { modality, id, egoFromSensor, model: modelOf(datum), extras } satisfies Camera
}

/** The lens of a camera's row: a pinhole, or with T4's `camera_distortion` Brown and Conrady's. */
function modelOf({ calibration, row }: Datum): CameraModel | null {
  const { camera_intrinsic: matrix, camera_distortion: bends } = calibration.row
  const [widthPx, heightPx] = [sizeOf(row.row.width), sizeOf(row.row.height)]
  if (!isList(matrix) || matrix.length === 0 || widthPx === 0 || heightPx === 0) return null
  const k = numbersAt(matrix, below(calibration.place, 'camera_intrinsic'), [9])
  const at = (index: number): number => k[index] ?? 0
  const size = { widthPx, heightPx }
  const pinhole = {
    ...size,
    focalPx: [at(0), at(4)] as const,
    centerPx: [at(2), at(5)] as const,
  }
  const d = distortionOf(bends, below(calibration.place, 'camera_distortion'))
  if (d.every((value) => value === 0)) return { lens: 'pinhole', ...pinhole }
  const [k1 = 0, k2 = 0, p1 = 0, p2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0] = d
  return {
    lens: 'brownConrady',
    ...pinhole,
    radial: [k1, k2, k3, k4, k5, k6],
    tangential: [p1, p2],
  }
}

/** OpenCV's order: k1, k2, p1, p2, k3, then k4 to k6. */
function distortionOf(value: Json | undefined, place: JsonPlace): readonly number[] {
  return isList(value) && value.length > 0 ? numbersAt(value, place, [4, 5, 8]) : []
}

function sizeOf(value: Json | undefined): number {
  const size = Number(numberText(value) ?? 0)
  return Number.isInteger(size) && size > 0 ? size : 0
}

/** The sweeps of a moment, those of other times than its own moved into it. */
export function sweepsOf(tree: FileTree, { data, reference }: Moment): readonly ImportedSweep[] {
  return data.flatMap((datum): readonly ImportedSweep[] => {
    const { file, modality, channel } = datum
    if (modality !== 'lidar' || file === null) return []
    const motion = datum.pose === reference.pose ? null : motionOf(datum, reference)
    const read = async () => {
      const found = await readAnySweep(await tree.read(file), file)
      return motion === null ? found : { ...found, sweep: moved(found.sweep, motion) }
    }
    return [{ sensorId: sensorId(channel), file, read }]
  })
}

/** A sensor's own space at the moment of another, from its space at its own. */
export function motionOf(datum: Datum, reference: Datum): Pose {
  const { egoFromSensor, worldFromEgo } = placeOf(datum, [0, 0, 0])
  const sensorFromWorld = invert(compose(placeOf(reference, [0, 0, 0]).worldFromEgo, egoFromSensor))
  return compose(sensorFromWorld, compose(worldFromEgo, egoFromSensor))
}

/** The images of a moment, each where its camera was when it fired. */
export function imagesOf(tree: FileTree, { data, reference }: Moment): readonly ImportedImage[] {
  return data.flatMap((datum): readonly ImportedImage[] => {
    const { file, modality, channel } = datum
    if (modality !== 'camera' || file === null) return []
    const read = (): Promise<Uint8Array> => tree.read(file)
    return [{ sensorId: sensorId(channel), file, calibration: firedAt(datum, reference), read }]
  })
}

function firedAt(datum: Datum, reference: Datum): ImportedImage['calibration'] {
  if (datum.pose === reference.pose) return null
  const { egoFromSensor, worldFromEgo } = placeOf(datum, [0, 0, 0])
  const egoFromWorld = invert(placeOf(reference, [0, 0, 0]).worldFromEgo)
  return {
    egoFromSensor: compose(egoFromWorld, compose(worldFromEgo, egoFromSensor)),
    model: modelOf(datum),
  }
}
