import type { Camera } from '@trueline/annotation'
import {
  type CameraModel,
  invert,
  type Pose,
  project,
  transform,
  type Vec3,
} from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { ImportedClip } from '../codec.ts'
import { corrected, NO_CHANGE, POSES, parseCorrection } from './correction.ts'

/** A camera's picture, and where the points of its frame fall in it. */
type CorrectionPicture = {
  /** The file as it is. */
  readonly image: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
  /** Rows of x px, y px and distance in meters: as the source was read, and as corrected. */
  readonly given: Float32Array
  readonly under: Float32Array
}

/** As many as a picture shows without being covered by them. */
const POINTS = 6000
/** Nearer points are of the vehicle itself. */
const NEAREST = 2.5

/**
 * What a person judges a correction of a camera by: the first frame that has both its picture and a
 * sweep; `null` for the vehicle's poses, and where there is no such frame or it cannot be read.
 */
export async function correctionPicture(
  clip: ImportedClip['clip'],
  id: string,
): Promise<CorrectionPicture | null> {
  const { target, change } = parseCorrection(id)
  const camera = clip.sensors.find(
    (one): one is Camera => one.modality === 'camera' && one.id === target,
  )
  const frame = clip.frames.find(({ sweeps, images }) => {
    return sweeps.length > 0 && images.some(({ sensorId }) => sensorId === target)
  })
  const image = frame?.images.find(({ sensorId }) => sensorId === target)
  const model = image?.calibration?.model ?? camera?.model
  const sweep = frame?.sweeps[0]
  const lidar = clip.sensors.find((one) => one.id === sweep?.sensorId)
  if (target === POSES || !camera || !image || !model || !sweep || !lidar) return null
  try {
    const { points } = (await sweep.read()).sweep
    const near = pointsOf(points, lidar.egoFromSensor)
    const seen = (egoFromSensor: Pose): Float32Array => pixelsOf(near, { model, egoFromSensor })
    return {
      image: await image.read(),
      ...{ widthPx: model.widthPx, heightPx: model.heightPx },
      given: seen(corrected(camera.egoFromSensor, NO_CHANGE)),
      under: seen(corrected(camera.egoFromSensor, change)),
    }
  } catch (error) {
    // What cannot be read is in the report by itself.
    if (error instanceof BadInputError) return null
    throw error
  }
}

function pointsOf(points: Float32Array, egoFromLidar: Pose): readonly Vec3[] {
  const found: Vec3[] = []
  for (let at = 0; at + 3 < points.length; at += 4) {
    const point: Vec3 = [points[at]!, points[at + 1]!, points[at + 2]!]
    if (Math.hypot(...point) > NEAREST) found.push(transform(egoFromLidar, point))
  }
  return found
}

type Seen = { readonly model: CameraModel; readonly egoFromSensor: Pose }

/** The points in the picture, every so many of them where there are too many. */
function pixelsOf(points: readonly Vec3[], { model, egoFromSensor }: Seen): Float32Array {
  const sensorFromEgo = invert(egoFromSensor)
  const rows: number[] = []
  for (const point of points) {
    const own = transform(sensorFromEgo, point)
    const pixel = project(model, own)
    if (pixel === null) continue
    const [x, y] = pixel
    if (x < -0.5 || y < -0.5 || x >= model.widthPx - 0.5 || y >= model.heightPx - 0.5) continue
    rows.push(x, y, Math.hypot(...own))
  }
  const step = Math.ceil(rows.length / 3 / POINTS)
  return Float32Array.from(
    step > 1 ? rows.filter((_, at) => Math.floor(at / 3) % step === 0) : rows,
  )
}
