import type {
  AnnotationRecord,
  Camera,
  Clip,
  FixedRecord,
  Frame,
  MapElement,
  SensorId,
} from '@trueline/annotation'
import { sensorId } from '@trueline/annotation'
import { axisAngle, fromYaw, multiply, ZERO } from '@trueline/geometry'
import type { Sweep } from '@trueline/pointcloud'
import { encodeJpeg } from './camera/jpeg.ts'
import { createDarkroom, type Darkroom, simulatePicture } from './camera/picture.ts'
import { CAMERA_RIG, type MountedCamera } from './camera/rig.ts'
import type { Fault } from './faults/fault.ts'
import { prelabelsOf } from './faults/prelabels.ts'
import { LIDAR_MODELS, type LidarName, lidarGrid } from './lidar/lidarModel.ts'
import { SIMULATED_ONTOLOGY } from './ontology.ts'
import { createCast } from './raster/cast.ts'
import { FRAME_SECONDS, momentOf, type Recording, sweepOf } from './recording.ts'
import { createScene } from './scene.ts'
import { fixtureElements } from './truth/fixtureElements.ts'
import { observe, worldFromEgoOf } from './truth/observe.ts'
import { roadRecords } from './truth/roadRecords.ts'
import { truthRecords } from './truth/truthRecords.ts'

/** What to simulate. */
export type SimulationOptions = {
  /** A whole number; the same one makes the same clip bit for bit on the same machine. */
  readonly seed: number
  /** At least 1; 48 where nobody said. */
  readonly frames?: number
  readonly sensor?: LidarName
  /** 0 to 3: front, front left, front right. */
  readonly camerasPerFrame?: number
  /** Told how many frames the lidar has looked at, which is most of what this takes. */
  readonly onFrame?: (seen: number) => void
}

/** A frame whose sensor data is made when asked for, and never kept. */
export type SimulatedFrame = Omit<Frame, 'sweeps' | 'images'> & {
  readonly sweeps: readonly SimulatedSweepSource[]
  readonly images: readonly SimulatedImageSource[]
}

/** A sweep to be made. */
export type SimulatedSweepSource = {
  readonly sensorId: SensorId
  readonly file: string
  /** The sweep, in sensor space; there are never notices. */
  readonly read: () => Promise<{ readonly sweep: Sweep; readonly notices: readonly never[] }>
}

/** A picture to be made. */
export type SimulatedImageSource = {
  readonly sensorId: SensorId
  readonly file: string
  readonly calibration: Pick<Camera, 'egoFromSensor' | 'model'> | null
  /** The bytes of a JPEG file. */
  readonly read: () => Promise<Uint8Array>
}

/** A simulated recording with its labels, right and wrong. */
export type SimulatedClip = {
  readonly clip: Omit<Clip, 'id' | 'frames'> & { readonly frames: readonly SimulatedFrame[] }
  /** What is there: everything that at least five points came back from. */
  readonly truth: readonly AnnotationRecord[]
  /** The poles, signs and traffic lights that at least twenty points came back from, in the world. */
  readonly fixtures: readonly MapElement[]
  /** The road that is driven on: lanes with their boundaries and links, in the world. */
  readonly road: readonly FixedRecord[]
  /** What a model might propose. */
  readonly prelabels: readonly AnnotationRecord[]
  /** How the pre-labels differ from the truth, beyond small noise. */
  readonly faults: readonly Fault[]
}

const DEFAULT_FRAMES = 48
const LIDAR = sensorId('lidar')
const JPEG_QUALITY = 85

/**
 * A drive through a procedural street.
 *
 * Every sweep is made once to see what the lidar saw: about 0.2 s a frame. Sweeps and pictures are
 * made again when read.
 *
 * @throws {RangeError} when the number of frames or cameras makes no sense.
 */
export function simulateClip(options: SimulationOptions): SimulatedClip {
  const { seed, frames = DEFAULT_FRAMES, sensor = 'hdl64' } = options
  const { camerasPerFrame = CAMERA_RIG.length, onFrame = () => undefined } = options
  if (!Number.isInteger(frames) || frames < 1) {
    throw new RangeError(`Expected a whole number of frames from 1, got ${frames}`)
  }
  if (
    !Number.isInteger(camerasPerFrame) ||
    camerasPerFrame < 0 ||
    camerasPerFrame > CAMERA_RIG.length
  ) {
    throw new RangeError(`Expected 0 to ${CAMERA_RIG.length} cameras, got ${camerasPerFrame}`)
  }
  const recording = createRecording({ seed, frames, sensor })
  const cameras = CAMERA_RIG.slice(0, camerasPerFrame)
  const darkroom = createDarkroom()
  const observation = observe(recording, onFrame)
  const { records, faults } = prelabelsOf(observation, seed + 3)
  return {
    clip: {
      name: `Simulated street ${seed}`,
      frames: Array.from({ length: frames }, (_, frame) =>
        frameOf({ recording, cameras, darkroom }, frame),
      ),
      sensors: [
        { modality: 'lidar', id: LIDAR, egoFromSensor: recording.lidar.egoFromSensor, extras: {} },
        ...cameras.map(
          ({ name, lens, egoFromSensor }): Camera => ({
            modality: 'camera',
            id: sensorId(name),
            egoFromSensor,
            model: lens,
            extras: {},
          }),
        ),
      ],
      ontology: SIMULATED_ONTOLOGY,
      worldOrigin: ZERO,
      format: 'simulated',
      extras: {},
    },
    truth: truthRecords(observation.users),
    fixtures: fixtureElements(recording, observation.fixturePoints),
    road: roadRecords(recording),
    prelabels: records,
    faults,
  }
}

/** The scene of a seed and the lidar that drives through it. */
export function createRecording({
  seed,
  frames,
  sensor,
}: {
  seed: number
  frames: number
  sensor: LidarName
}): Recording {
  const model = LIDAR_MODELS[sensor]
  const grid = lidarGrid(model)
  // As on a real roof, not quite level and not quite straight.
  const rotation = multiply(fromYaw(0.006), axisAngle([0, 1, 0], 0.004))
  return {
    seed,
    frames,
    scene: createScene(seed, frames * FRAME_SECONDS),
    lidar: {
      model,
      grid,
      cast: createCast(grid),
      egoFromSensor: { translation: [0.95, 0, model.mountHeight], rotation },
    },
  }
}

type Studio = {
  readonly recording: Recording
  readonly cameras: readonly MountedCamera[]
  readonly darkroom: Darkroom
}

function frameOf({ recording, cameras, darkroom }: Studio, frame: number): SimulatedFrame {
  const name = String(frame).padStart(6, '0')
  return {
    name,
    timeUs: Math.round(frame * FRAME_SECONDS * 1e6),
    worldFromEgo: worldFromEgoOf(recording, frame),
    sweeps: [
      {
        sensorId: LIDAR,
        file: `lidar/${name}.bin`,
        read: () => Promise.resolve({ sweep: sweepOf(recording, frame).sweep, notices: [] }),
      },
    ],
    images: cameras.map((camera) => ({
      sensorId: sensorId(camera.name),
      file: `${camera.name}/${name}.jpg`,
      calibration: null,
      read: () => {
        const picture = simulatePicture(darkroom, camera, momentOf(recording, frame))
        return Promise.resolve(encodeJpeg(picture, JPEG_QUALITY))
      },
    })),
    extras: {},
  }
}
