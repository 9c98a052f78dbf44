import type { Clip, Frame, ImageRef, Sensor } from '@trueline/annotation'
import { add, type Pose } from '@trueline/geometry'
import type { JsonObject } from '../jsonAt.ts'
import { intervalsOf } from './frameIntervals.ts'
import { encodeLens } from './streams.ts'
import { timestampOf } from './timestamp.ts'
import { encodeTransform } from './transformData.ts'

/** The coordinate systems of a document of ours; the ego's axes are those of ISO 8855. */
const EGO = 'vehicle-iso8855'
const WORLD = 'world'

/** A document of ours without objects, and its frames. */
export type FreshDocument = {
  readonly root: JsonObject
  readonly frames: readonly { readonly key: string; readonly frame: JsonObject }[]
}

/**
 * An OpenLABEL 1.0 document of a clip from another format: systems, streams with intrinsics, frames
 * with times and poses, no objects yet. Cuboids are to be in the ego's space.
 *
 * @param uriOf The path of a sensor's file at a frame; `null` where none is written.
 */
export function freshDocument(
  clip: Clip,
  uriOf: (frame: number, sensor: Sensor) => string | null,
): FreshDocument {
  const keys = frameKeys(clip.frames)
  const hasPoses = clip.frames.some(({ worldFromEgo }) => worldFromEgo !== null)
  return {
    root: {
      metadata: {
        schema_version: '1.0.0',
        name: clip.name,
        comment:
          'Cuboids: x, y, z of the center, quaternion x, y, z, w, length, width, height along x forward, y left, z up. Scores are the num attribute "score".',
      },
      coordinate_systems: {
        ...(hasPoses && { [WORLD]: { type: 'scene_cs', parent: '', children: [EGO] } }),
        [EGO]: {
          type: 'local_cs',
          parent: hasPoses ? WORLD : '',
          children: clip.sensors.map(({ id }) => id),
        },
        ...Object.fromEntries(clip.sensors.map((sensor) => [sensor.id, sensorSystem(sensor)])),
      },
      streams: Object.fromEntries(clip.sensors.map((sensor) => [sensor.id, streamOf(sensor)])),
      objects: {},
      frames: {},
      frame_intervals: intervalsOf(keys.map(Number)),
    },
    frames: clip.frames.map((frame, index) => {
      const key = keys[index] ?? String(index)
      const frame_properties = {
        ...(frame.timeUs !== null && { timestamp: timestampOf(frame.timeUs) }),
        ...(frame.name !== key && { external_id: frame.name }),
        ...partOf('streams', frameStreams(clip, index, uriOf)),
        ...partOf('transforms', frameTransforms(frame, clip.worldOrigin)),
      }
      return { key, frame: partOf('frame_properties', frame_properties) }
    }),
  }
}

/** The system new cuboids of a document of ours are in. */
export const FRESH_SYSTEM = EGO

/** The numbers in the frames' names where each has its own, else their order. */
function frameKeys(frames: readonly Frame[]): readonly string[] {
  const numbers = frames.map(({ name }) => (/^\d{1,15}$/.test(name) ? Number(name) : Number.NaN))
  const isOwn = new Set(numbers).size === frames.length && numbers.every(Number.isFinite)
  const isInOrder = numbers.every((number, index) => index === 0 || number > numbers[index - 1]!)
  return frames.map((_, index) => String(isOwn && isInOrder ? numbers[index] : index))
}

function sensorSystem({ egoFromSensor }: Sensor): JsonObject {
  return {
    type: 'sensor_cs',
    parent: EGO,
    children: [],
    pose_wrt_parent: encodeTransform(egoFromSensor),
  }
}

function streamOf(sensor: Sensor): JsonObject {
  if (sensor.modality === 'lidar' || sensor.model === null) return { type: sensor.modality }
  return { type: sensor.modality, stream_properties: encodeLens(sensor.model) }
}

function frameStreams(
  clip: Clip,
  index: number,
  uriOf: (frame: number, sensor: Sensor) => string | null,
): JsonObject {
  const images = new Map(clip.frames[index]?.images.map((image) => [image.sensorId, image]))
  return Object.fromEntries(
    clip.sensors.flatMap((sensor): [string, JsonObject][] => {
      const uri = uriOf(index, sensor)
      const model = images.get(sensor.id)?.calibration?.model ?? null
      const own = {
        ...(uri !== null && { uri }),
        ...(model !== null && { stream_properties: encodeLens(model) }),
      }
      return Object.keys(own).length > 0 ? [[sensor.id, own]] : []
    }),
  )
}

function frameTransforms(frame: Frame, worldOrigin: Clip['worldOrigin']): JsonObject {
  const pose: Pose | null = frame.worldFromEgo && {
    ...frame.worldFromEgo,
    translation: add(frame.worldFromEgo.translation, worldOrigin),
  }
  return Object.fromEntries([
    ...(pose ? [transformEntry({ src: EGO, dst: WORLD }, pose)] : []),
    ...frame.images.flatMap(({ sensorId, calibration }: ImageRef) =>
      calibration ? [transformEntry({ src: sensorId, dst: EGO }, calibration.egoFromSensor)] : [],
    ),
  ])
}

function transformEntry(
  { src, dst }: { readonly src: string; readonly dst: string },
  pose: Pose,
): [string, JsonObject] {
  return [`${src}_to_${dst}`, { src, dst, transform_src_to_dst: encodeTransform(pose) }]
}

/** The part under its key; nothing where it is empty. */
function partOf(key: string, part: JsonObject): JsonObject {
  return Object.keys(part).length > 0 ? { [key]: part } : {}
}
