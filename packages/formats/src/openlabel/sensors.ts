import {
  type Camera,
  type Json,
  type Lidar,
  type Sensor,
  sensorId,
  verbatim,
} from '@trueline/annotation'
import { compose, IDENTITY_POSE, type ImageSize, invert, type Pose } from '@trueline/geometry'
import { below, isObject, type JsonObject, type JsonPlace } from '../jsonAt.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { openlabelTexts } from './openlabelTexts.ts'
import type { Document } from './readDocument.ts'
import type { FrameSpaces } from './spaces.ts'
import { decodeLens, streamNames } from './streams.ts'

/** Where a camera stands and what its lens does; what may differ by frame. */
export type Placement = Pick<Camera, 'egoFromSensor' | 'model'>

/** What makes the sensors of a document. */
export type SensorSetting = {
  readonly file: string
  readonly report: OpenReport
  /** Sizes of images, for cameras whose intrinsics give none. */
  readonly sizes: ReadonlyMap<string, ImageSize>
  readonly hasSweeps: boolean
  /** Sensors that boxes are in, declared or not. */
  readonly imagesNamed: readonly string[]
}

/**
 * The lidars and cameras of a document's streams. Radars, receivers and others are none of ours and
 * stay in the document.
 */
export function sensorsOf(document: Document, setting: SensorSetting): readonly Sensor[] {
  const { root, frames } = document
  const lidars = lidarNames(document, setting)
  const declared = streamNames(root, 'camera')
  const cameras = [...new Set([...declared, ...setting.imagesNamed])]
  const spaces = frames[0]?.spaces ?? document.spaces.at(undefined, { file: '', pointer: '' })
  const poseOf = (name: string): Pose => {
    const pose = spaces.egoFrom(name)
    if (pose === null) {
      const message = openlabelTexts.noPose({ name })
      setting.report.notices.push({
        file: setting.file,
        place: verbatim(placeOf(name, setting).pointer),
        message,
      })
    }
    return pose ?? IDENTITY_POSE
  }
  return [
    ...lidars.map(
      (name): Lidar => ({
        modality: 'lidar',
        id: sensorId(name),
        egoFromSensor: poseOf(name),
        extras: {},
      }),
    ),
    ...cameras.map((name): Camera => {
      const properties = streamProperties(root.streams, name)
      const place = below(placeOf(name, setting), 'stream_properties')
      const egoFromSystem = declared.includes(name) ? poseOf(name) : IDENTITY_POSE
      const placement = placementOf(properties, { ...setting, place, name, egoFromSystem })
      return { modality: 'camera', id: sensorId(name), ...placement, extras: {} }
    }),
  ]
}

/** A camera's calibration at a frame that has its own; `null` where the camera's holds. */
export function calibrationAt(
  camera: Camera,
  frame: { readonly skeleton: JsonObject; readonly spaces: FrameSpaces; readonly place: JsonPlace },
  setting: Pick<SensorSetting, 'report' | 'sizes'> & { readonly root: JsonObject },
): Placement | null {
  const own = frame.skeleton.frame_properties
  const streams = isObject(own) ? own.streams : undefined
  const ownProperties = streamProperties(streams, camera.id)
  const hasLens = isObject(ownProperties) && Object.keys(ownProperties).some(isIntrinsics)
  const properties = hasLens ? ownProperties : streamProperties(setting.root.streams, camera.id)
  const egoFromSystem = frame.spaces.egoFrom(camera.id)
  if (egoFromSystem === null) return null
  const { place } = frame
  const placement = placementOf(properties, { ...setting, place, name: camera.id, egoFromSystem })
  const usual = JSON.stringify({ egoFromSensor: camera.egoFromSensor, model: camera.model })
  return JSON.stringify(placement) === usual ? null : placement
}

function isIntrinsics(key: string): boolean {
  return key.startsWith('intrinsics_')
}

/** The lidars that are declared, or that cuboids are in; one that is not where there are sweeps. */
function lidarNames(document: Document, { hasSweeps }: SensorSetting): readonly string[] {
  const declared = streamNames(document.root, 'lidar')
  if (declared.length > 0) return declared
  const systems = isObject(document.root.coordinate_systems) ? document.root.coordinate_systems : {}
  const named = Object.keys(systems).filter((name) =>
    /lidar|velo|pandar|hesai|ouster|laser/i.test(name),
  )
  return named.length > 0 ? named : hasSweeps ? ['lidar'] : []
}

function placementOf(
  properties: Json | undefined,
  args: Pick<SensorSetting, 'report' | 'sizes'> & {
    readonly place: JsonPlace
    readonly name: string
    readonly egoFromSystem: Pose
  },
): Placement {
  const size = args.sizes.get(args.name) ?? null
  const lens = tryOr(args.report, () => decodeLens(properties, args.place, size))
  if (lens === null) return { egoFromSensor: args.egoFromSystem, model: null }
  const egoFromSensor = compose(args.egoFromSystem, invert(lens.cameraFromSystem))
  return { egoFromSensor, model: lens.model }
}

function streamProperties(streams: Json | undefined, name: string): Json | undefined {
  const stream = isObject(streams) ? streams[name] : undefined
  return isObject(stream) ? stream.stream_properties : undefined
}

function placeOf(name: string, { file }: SensorSetting): JsonPlace {
  return below({ file, pointer: '/openlabel/streams' }, name)
}
