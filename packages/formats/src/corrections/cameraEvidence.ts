import type { Camera } from '@trueline/annotation'
import {
  type CameraModel,
  invert,
  type Pose,
  project,
  rotate,
  transform,
  type Vec3,
} from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { ImportedClip } from '../codec.ts'
import { corrected, POSE_CHANGES } from './correction.ts'

/** Points of a few sweeps in the vehicle's space, and a camera that should see some of them. */
export type CameraView = {
  readonly camera: Camera
  readonly model: CameraModel
  readonly points: readonly Vec3[]
  /** How high the ground lies around the vehicle. */
  readonly ground: number
}

const FRAMES = 3
const POINTS = 3000
/** Ground and houses; what is nearer is the vehicle itself, what is farther, few points. */
const [NEAREST, FARTHEST] = [2.5, 60]
/** A camera is mounted at least so high above the ground, and no farther from the vehicle's own place. */
const LOWEST = 0.25
const FARTHEST_MOUNT = 12

/** What each camera with a lens should see. */
export async function viewsOf(clip: ImportedClip['clip']): Promise<readonly CameraView[]> {
  const cameras = clip.sensors.filter((one): one is Camera => one.modality === 'camera')
  if (!cameras.some(({ model }) => model !== null)) return []
  const points = await pointsOf(clip)
  if (points.length === 0) return []
  const heights = points.map(([, , z]) => z).toSorted((a, b) => a - b)
  const ground = heights[Math.floor(heights.length / 20)] ?? 0
  return cameras.flatMap((camera) => {
    return camera.model === null ? [] : [{ camera, model: camera.model, points, ground }]
  })
}

/** For each of `POSE_CHANGES` the share of points in the camera's picture, less as it is less upright. */
export function cameraFits({ camera, model, points, ground }: CameraView): readonly number[] {
  return POSE_CHANGES.map((change) => {
    const egoFromSensor = corrected(camera.egoFromSensor, change)
    const [x, y, z] = egoFromSensor.translation
    if (z < ground + LOWEST || Math.hypot(x, y) > FARTHEST_MOUNT) return 0
    const up = rotate(egoFromSensor.rotation, [0, -1, 0])[2]
    return Math.max(0, up) * shareInPicture(points, model, egoFromSensor)
  })
}

function shareInPicture(points: readonly Vec3[], model: CameraModel, egoFromSensor: Pose): number {
  const sensorFromEgo = invert(egoFromSensor)
  let count = 0
  for (const point of points) {
    const pixel = project(model, transform(sensorFromEgo, point))
    if (pixel === null) continue
    const [x, y] = pixel
    if (x >= 0 && y >= 0 && x < model.widthPx && y < model.heightPx) count += 1
  }
  return count / points.length
}

/** Points of the sweeps of a few frames, those at a distance that a camera sees well. */
async function pointsOf({ frames, sensors }: ImportedClip['clip']): Promise<readonly Vec3[]> {
  const withSweeps = frames.filter(({ sweeps }) => sweeps.length > 0)
  const step = Math.max(1, Math.ceil(withSweeps.length / FRAMES))
  const found: Vec3[] = []
  for (const { sweeps } of withSweeps.filter((_, at) => at % step === 0)) {
    const [first] = sweeps
    const lidar = sensors.find(({ id }) => id === first?.sensorId)
    if (first === undefined || lidar === undefined) continue
    try {
      const { points } = (await first.read()).sweep
      const rows = points.length / 4
      const each = Math.max(1, Math.floor(rows / POINTS))
      for (let row = 0; row < rows; row += each) {
        const [x, y, z] = points.subarray(row * 4, row * 4 + 3)
        const point = transform(lidar.egoFromSensor, [x!, y!, z!])
        const far = Math.hypot(point[0], point[1])
        if (far > NEAREST && far < FARTHEST) found.push(point)
      }
    } catch (error) {
      // A sweep that cannot be read is in the report by itself.
      if (!(error instanceof BadInputError)) throw error
    }
  }
  return found
}
