import type { Camera, Clip, Frame, Sensor } from '@trueline/annotation'
import { add, compose, IDENTITY_POSE, invert, type Pose } from '@trueline/geometry'
import type { JsonObject } from '../jsonAt.ts'
import { wxyzOf } from '../quantities.ts'
import { tokenOf } from '../token.ts'

/** The rows of a frame in `sample_data` and `ego_pose`. */
export type FrameRows = { readonly sample: JsonObject | null; readonly rows: readonly DatumRows[] }

/** A sensor's file and where the ego was. */
export type DatumRows = { readonly data: JsonObject; readonly pose: JsonObject }

/** The tables of the sensors of a clip that came from elsewhere. */
export function freshSensorTables(clip: Clip): { readonly [table: string]: readonly JsonObject[] } {
  const log = tokenOf(`log ${clip.name}`)
  const scene = tokenOf(`scene ${clip.name}`)
  const samples = clip.frames.map((_, index) => sampleToken(clip, index))
  return {
    sensor: clip.sensors.map(({ id, modality }) => {
      return { token: tokenOf(`sensor ${id}`), channel: id, modality }
    }),
    calibrated_sensor: clip.sensors.map(calibrationRow),
    scene: [
      {
        token: scene,
        log_token: log,
        nbr_samples: samples.length,
        first_sample_token: samples[0] ?? '',
        last_sample_token: samples.at(-1) ?? '',
        name: clip.name,
        description: '',
      },
    ],
    log: [{ token: log, logfile: '', vehicle: '', date_captured: '', location: '' }],
    map: [{ token: tokenOf(`map ${clip.name}`), log_tokens: [log], category: '', filename: '' }],
  }
}

function calibrationRow(sensor: Sensor): JsonObject {
  const { translation, rotation } = sensor.egoFromSensor
  return {
    token: calibrationToken(sensor),
    sensor_token: tokenOf(`sensor ${sensor.id}`),
    translation,
    rotation: wxyzOf(rotation),
    ...(sensor.modality === 'camera' ? intrinsics(sensor) : { camera_intrinsic: [] }),
  }
}

function calibrationToken({ id }: Sensor): string {
  return tokenOf(`calibrated_sensor ${id}`)
}

function intrinsics({ model }: Camera): JsonObject {
  if (model === null) return { camera_intrinsic: [] }
  const { focalPx, centerPx } = model
  const matrix = [
    [focalPx[0], 0, centerPx[0]],
    [0, focalPx[1], centerPx[1]],
    [0, 0, 1],
  ]
  if (model.lens !== 'brownConrady') return { camera_intrinsic: matrix }
  const [k1, k2, k3, ...rest] = model.radial
  const bends = [k1, k2, ...model.tangential, k3, ...rest]
  return { camera_intrinsic: matrix, camera_distortion: bends }
}

/** The token of a frame's sample in a clip that came from elsewhere. */
export function sampleToken(
  { name, frames }: Pick<Clip, 'name' | 'frames'>,
  index: number,
): string {
  return tokenOf(`sample ${name} ${frames[index]?.name ?? index}`)
}

/** The rows of a frame of a clip that came from elsewhere. */
export function freshFrameRows(clip: Clip, frame: Frame, index: number): FrameRows {
  const token = sampleToken(clip, index)
  const timestamp = frame.timeUs ?? index * 100_000
  const sample = {
    token,
    timestamp,
    prev: index === 0 ? '' : sampleToken(clip, index - 1),
    next: index + 1 === clip.frames.length ? '' : sampleToken(clip, index + 1),
    scene_token: tokenOf(`scene ${clip.name}`),
  }
  const moment = { clip, index, timestamp, token }
  const sweeps = frame.sweeps.map(({ sensorId: id }) => {
    const file = { fileformat: 'pcd', extension: 'pcd.bin', width: 0, height: 0 }
    return rowsOf(moment, { id, file, pose: frame.worldFromEgo ?? IDENTITY_POSE })
  })
  const images = frame.images.map((image) => {
    const extension = image.mime === 'image/jpeg' ? 'jpg' : image.mime.slice('image/'.length)
    const size = { width: image.widthPx, height: image.heightPx }
    const file = { fileformat: extension, extension, ...size }
    return rowsOf(moment, { id: image.sensorId, file, pose: firedAt(clip, frame, image) })
  })
  const rows = [...sweeps, ...images]
  // A frame without files still has to say where the ego was.
  const bare = { fileformat: 'pcd', extension: 'pcd.bin', width: 0, height: 0 }
  const id = clip.sensors.find(({ modality }) => modality === 'lidar')?.id ?? clip.sensors[0]?.id
  const isBare = rows.length === 0 && id !== undefined
  const pose = frame.worldFromEgo ?? IDENTITY_POSE
  return { sample, rows: isBare ? [rowsOf(moment, { id, file: bare, pose })] : rows }
}

/** Where the ego was when a camera fired, of where the camera then was in the ego of its frame. */
function firedAt(clip: Clip, frame: Frame, image: Frame['images'][number]): Pose {
  const worldFromEgo = frame.worldFromEgo ?? IDENTITY_POSE
  const sensor = clip.sensors.find(({ id }) => id === image.sensorId)
  if (image.calibration === null || sensor === undefined) return worldFromEgo
  const frameFromFired = compose(image.calibration.egoFromSensor, invert(sensor.egoFromSensor))
  return compose(worldFromEgo, frameFromFired)
}

type RowMoment = {
  readonly clip: Clip
  readonly index: number
  readonly timestamp: number
  readonly token: string
}

type RowFile = {
  readonly fileformat: string
  readonly extension: string
  readonly width: number
  readonly height: number
}

function rowsOf(
  { clip, index, timestamp, token }: RowMoment,
  { id, file, pose }: { readonly id: string; readonly file: RowFile; readonly pose: Pose },
): DatumRows {
  const name = clip.frames[index]?.name ?? String(index)
  const dataToken = (at: number): string => {
    const other = clip.frames[at]
    return other === undefined ? '' : tokenOf(`sample_data ${clip.name} ${other.name} ${id}`)
  }
  const poseToken = tokenOf(`ego_pose ${clip.name} ${name} ${id}`)
  const { extension, ...shape } = file
  return {
    data: {
      token: dataToken(index),
      sample_token: token,
      ego_pose_token: poseToken,
      calibrated_sensor_token: tokenOf(`calibrated_sensor ${id}`),
      timestamp,
      ...shape,
      is_key_frame: true,
      filename: `samples/${id}/${name}.${extension}`,
      prev: dataToken(index - 1),
      next: dataToken(index + 1),
    },
    pose: {
      token: poseToken,
      timestamp,
      rotation: wxyzOf(pose.rotation),
      translation: add(pose.translation, clip.worldOrigin),
    },
  }
}
