import type { Camera, Clip, Frame, Sensor } from '@trueline/annotation'
import { add, compose, IDENTITY_POSE, type Pose } from '@trueline/geometry'
import type { JsonObject } from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { tokenOf } from '../token.ts'
import { isoOf, jsonOfPose } from './values.ts'

/** The files of a scene that a clip from elsewhere is written as, but for its boxes. */
export type SceneFiles = {
  readonly scene: JsonObject
  /** Calibration and ontology, by path. */
  readonly beside: { readonly [path: string]: JsonObject }
}

/** The paths of the files of a frame's sensors. */
export function pathsOf(
  sensor: Sensor,
  frame: Frame,
): { readonly data: string; readonly boxes: string } {
  const stem = frame.name.replaceAll('/', '_')
  const mime = frame.images.find(({ sensorId }) => sensorId === sensor.id)?.mime
  const extension = mime === 'image/png' ? 'png' : 'jpg'
  return {
    data:
      sensor.modality === 'lidar'
        ? `point_cloud/${sensor.id}/${stem}.npz`
        : `rgb/${sensor.id}/${stem}.${extension}`,
    boxes: `bounding_box_3d/${sensor.id}/${stem}.json`,
  }
}

/** The scene of a clip that came from elsewhere; its boxes are those of its first lidar. */
export function freshScene(clip: Clip, categories: readonly string[]): SceneFiles {
  const calibrationKey = tokenOf(`calibration ${clip.name}`)
  const ontologyKey = tokenOf(`ontology ${clip.name}`)
  const lidar = boxSensor(clip)
  const frames = clip.frames.map((frame, index) => {
    const data = clip.sensors.flatMap((sensor) => {
      const isThere =
        sensor === lidar ||
        [...frame.sweeps, ...frame.images].some(({ sensorId }) => sensorId === sensor.id)
      return isThere ? [datumOf(clip, { sensor, frame, index, hasBoxes: sensor === lidar })] : []
    })
    return { data, sample: sampleOf({ frame, index, data, calibrationKey }) }
  })
  return {
    scene: {
      name: clip.name,
      log: '',
      description: '',
      metadata: {},
      data: frames.flatMap(({ data }) => data),
      samples: frames.map(({ sample }) => sample),
      ontologies: { '1': ontologyKey },
    },
    beside: {
      [`calibration/${calibrationKey}.json`]: calibrationOf(clip),
      [`ontology/${ontologyKey}.json`]: ontologyOf(categories, []),
    },
  }
}

/** The sensor in whose space boxes are written. */
export function boxSensor({ sensors }: Pick<Clip, 'sensors'>): Sensor | undefined {
  return sensors.find(({ modality }) => modality === 'lidar') ?? sensors[0]
}

/** An ontology with these categories after the items it has. */
export function ontologyOf(
  categories: readonly string[],
  items: readonly JsonObject[],
): JsonObject {
  const next = Math.max(-1, ...items.map(({ id }) => plainNumber(id)).filter(Number.isFinite)) + 1
  const fresh = categories.map((name, index) => ({
    id: next + index,
    name,
    isthing: true,
    supercategory: '',
    color: { r: 0, g: 0, b: 0 },
  }))
  return { items: [...items, ...fresh] }
}

type Moment = { readonly frame: Frame; readonly index: number }

function timeOf({ timeUs }: Frame, index: number): string {
  return isoOf(timeUs ?? index * 100_000)
}

function datumOf(
  clip: Clip,
  at: Moment & { readonly sensor: Sensor; readonly hasBoxes: boolean },
): JsonObject {
  const { sensor, frame, index, hasBoxes } = at
  const { data, boxes } = pathsOf(sensor, frame)
  const image = frame.images.find(({ sensorId }) => sensorId === sensor.id)
  const egoFromSensor = image?.calibration?.egoFromSensor ?? sensor.egoFromSensor
  const common = {
    filename: data,
    annotations: hasBoxes ? { '1': boxes } : {},
    metadata: {},
    pose: jsonOfPose(worldPose(clip, frame, egoFromSensor)),
  }
  const value =
    sensor.modality === 'lidar'
      ? { point_cloud: { ...common, point_fields: [], point_format: ['X', 'Y', 'Z', 'INTENSITY'] } }
      : {
          image: {
            ...common,
            width: image?.widthPx ?? 0,
            height: image?.heightPx ?? 0,
            channels: 3,
          },
        }
  const keyAt = (other: number): string =>
    clip.frames[other] === undefined ? '' : datumKey(clip, sensor, other)
  return {
    id: { log: '', index: String(index), name: sensor.id, timestamp: timeOf(frame, index) },
    key: keyAt(index),
    prev_key: keyAt(index - 1),
    next_key: keyAt(index + 1),
    datum: value,
  }
}

function datumKey({ name, frames }: Clip, { id }: Sensor, index: number): string {
  return tokenOf(`datum ${name} ${id} ${frames[index]?.name ?? ''}`)
}

function worldPose(clip: Clip, frame: Frame, egoFromSensor: Pose): Pose {
  const pose = compose(frame.worldFromEgo ?? IDENTITY_POSE, egoFromSensor)
  return { ...pose, translation: add(pose.translation, clip.worldOrigin) }
}

function sampleOf(
  at: Moment & { readonly data: readonly JsonObject[]; readonly calibrationKey: string },
): JsonObject {
  return {
    id: { log: '', index: String(at.index), name: '', timestamp: timeOf(at.frame, at.index) },
    datum_keys: at.data.map(({ key }) => key ?? ''),
    calibration_key: at.calibrationKey,
    metadata: {},
  }
}

function calibrationOf({ sensors }: Clip): JsonObject {
  const lensOf = (sensor: Sensor): Camera['model'] =>
    sensor.modality === 'camera' ? sensor.model : null
  return {
    names: sensors.map(({ id }) => id),
    intrinsics: sensors.map((sensor) => {
      const model = lensOf(sensor)
      const [fx, fy] = model?.focalPx ?? [0, 0]
      const [cx, cy] = model?.centerPx ?? [0, 0]
      return { fx, fy, cx, cy, skew: 0 }
    }),
    extrinsics: sensors.map(({ egoFromSensor }) => jsonOfPose(egoFromSensor)),
  }
}
