import type { CameraModel, Pose, Vec3 } from '@trueline/geometry'
import type { BlobId, ClipId, SensorId } from './ids.ts'
import type { Extras } from './json.ts'
import type { Ontology } from './ontology.ts'

/** One recording: what does not change while people label it. */
export type Clip = {
  readonly id: ClipId
  readonly name: string
  /** In order of time; a frame's place in this list is its index. */
  readonly frames: readonly Frame[]
  readonly sensors: readonly Sensor[]
  readonly ontology: Ontology
  /** The source's coordinates of the world's origin, so that UTM clips neither jitter nor vanish. */
  readonly worldOrigin: Vec3
  /** The codec that read it. */
  readonly format: string
  readonly extras: Extras
}

/** One moment of a clip. */
export type Frame = {
  /** The source's own name or number of it: `0000000014`, `000965`. */
  readonly name: string
  /** Whole microseconds since 1970, or since the recording began; `null` where the source has no time. */
  readonly timeUs: number | null
  /** `null` where the source has no poses: the world is then taken as the ego's space of each frame. */
  readonly worldFromEgo: Pose | null
  readonly sweeps: readonly SweepRef[]
  readonly images: readonly ImageRef[]
  readonly extras: Extras
}

/** A sensor on the ego vehicle. */
export type Sensor = Lidar | Camera

/** A lidar; its sweeps are in its own space. */
export type Lidar = {
  readonly modality: 'lidar'
  readonly id: SensorId
  readonly egoFromSensor: Pose
  readonly extras: Extras
}

/** A camera; `egoFromSensor` takes camera space (x right, y down, z forward) to the ego's. */
export type Camera = {
  readonly modality: 'camera'
  readonly id: SensorId
  readonly egoFromSensor: Pose
  /** `null` where the source has no intrinsics: its pictures are shown without overlays. */
  readonly model: CameraModel | null
  readonly extras: Extras
}

/** A stretch of a blob. */
export type BlobRange = { readonly blob: BlobId; readonly offset: number; readonly bytes: number }

/** A sweep inside a pack; how its bytes read is said by `@trueline/pointcloud`'s `pack`. */
export type SweepRef = {
  readonly sensorId: SensorId
  readonly range: BlobRange
  readonly pointCount: number
  /** Blocks of points with a grid of their own: one for the near field, more where a sweep reaches far. */
  readonly sections: readonly PackSection[]
  /**
   * When it saw what lies in each direction, in whole microseconds after the frame's time, as
   * `@trueline/pointcloud`'s `turnTimesOf` has it; not there where the source has no times of points.
   */
  readonly turnTimesUs?: readonly (number | null)[]
}

/** A block of a packed sweep: `pointCount` rows, a position is `origin + step * int16`. */
export type PackSection = {
  readonly pointCount: number
  readonly origin: Vec3
  readonly step: number
}

/** An image inside a pack. */
export type ImageRef = {
  readonly sensorId: SensorId
  readonly range: BlobRange
  readonly mime: string
  readonly widthPx: number
  readonly heightPx: number
  /** Where this frame's calibration differs from the sensor's. */
  readonly calibration: Pick<Camera, 'egoFromSensor' | 'model'> | null
}
