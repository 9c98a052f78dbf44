import { BadInputError, type Refusal, refusalOf } from '@trueline/formats'
import { type Cuboid, type Polyline, type Pose, transform, yawOf } from '@trueline/geometry'
import {
  addLook,
  addPath,
  addSweep,
  type Canvas,
  cameraLook,
  createCanvas,
  createRingLevels,
  framesAlong,
  framesLooked,
  groundPoints,
  LOOK_WIDEST_PX,
  pathsDriven,
  posedImages,
  type RingLevels,
  regionAlong,
  shrinkPicture,
  type WindowPose,
} from '@trueline/perception'
import { groundHeightAt, groundOf } from '@trueline/pointcloud'
import type { LabelledClip } from '../clips/labelledClip.ts'
import type { Progress } from '../progress.ts'
import { decodePicture } from './decodePicture.ts'
import { boxesByFrame, lidarSweeps } from './egoSweeps.ts'

/** A clip's ground and who drove over it. */
export type DriveCanvas = {
  readonly canvas: Canvas
  /** Where the ego was in the frames that were looked at. */
  readonly drive: readonly WindowPose[]
  /** Ways of the ego and of vehicles that are labelled, in world space. */
  readonly paths: readonly Polyline[]
  /** How many pictures were put onto it, and those that could not be read. */
  readonly pictures: number
  readonly refused: readonly Refusal[]
  /** Mean milliseconds that a frame's sweeps took, and a picture. */
  readonly ms: { readonly sweeps: number; readonly picture: number }
}

/** The ground along frames of a clip that say where the ego was, as the workbench lays it out: one sweep, then one picture, is in memory at a time. */
export async function driveCanvas(
  source: LabelledClip,
  frames: readonly number[],
  progress: Progress,
): Promise<DriveCanvas> {
  const { clip, records } = source
  const looked = framesAlong(clip, frames)
  const canvas = createCanvas(regionAlong(looked.map(({ pose }) => pose)))
  const layers: Layers = { canvas, levels: new Map(), boxes: boxesByFrame(records) }
  const drive: WindowPose[] = []
  const begun = performance.now()
  for (const [done, at] of looked.entries()) {
    progress.at('laying out the ground', done, looked.length)
    drive.push(placeOf(at.pose, await laySweeps(source, layers, at)))
  }
  const laid = performance.now()
  const indices = looked.map(({ frame }) => frame)
  const refused: Refusal[] = []
  let pictures = 0
  const lit = framesLooked(clip, indices)
  // After all sweeps, for heights must be known.
  for (const [done, frame] of lit.entries()) {
    progress.at('looking at pictures', done, lit.length)
    pictures += await layPictures(source, layers, { frame, refused })
  }
  const seen = performance.now()
  const paths = pathsDriven(clip, records)
  for (const path of paths) addPath(canvas, path)
  const ms = {
    sweeps: mean(laid - begun, looked.length),
    picture: mean(seen - laid, pictures),
  }
  return { canvas, drive, paths, pictures, refused, ms }
}

/** A canvas with what is known of sensors and boxes. */
type Layers = {
  readonly canvas: Canvas
  readonly levels: Map<string, RingLevels>
  readonly boxes: ReadonlyMap<number, readonly Cuboid[]>
}

/** The height of the ground under the ego, in ego space, as its first lidar shows it; `null` where none does. */
async function laySweeps(
  source: LabelledClip,
  { canvas, levels, boxes }: Layers,
  { frame, pose }: { readonly frame: number; readonly pose: Pose },
): Promise<number | null> {
  let height: number | null = null
  for await (const { sensorId, points } of lidarSweeps(source, frame)) {
    const known = levels.get(sensorId) ?? createRingLevels()
    levels.set(sensorId, known)
    const ground = groundOf(points)
    height ??= groundHeightAt(ground, 0, 0)
    const kept = groundPoints({ points, ground, boxes: boxes.get(frame) ?? [] })
    addSweep(canvas, { points: kept, worldFromEgo: pose, levels: known })
  }
  return height
}

/** How many of a frame's pictures were put onto the canvas. */
async function layPictures(
  { clip, readImage }: LabelledClip,
  { canvas, boxes }: Layers,
  { frame: index, refused }: { readonly frame: number; readonly refused: Refusal[] },
): Promise<number> {
  const frame = clip.frames[index]!
  let count = 0
  for (const { image, egoFromCamera, model } of posedImages(clip, frame)) {
    const bytes = await readImage(index, image.sensorId)
    if (bytes === null) continue
    try {
      const whole = await decodePicture(bytes, `${frame.name}, ${image.sensorId}`)
      const picture = shrinkPicture(whole, LOOK_WIDEST_PX)
      const worldFromEgo = frame.worldFromEgo!
      const hiding = boxes.get(index) ?? []
      const look = cameraLook({ ...picture, model, egoFromCamera, worldFromEgo, boxes: hiding })
      addLook(canvas, look)
      count++
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error
      refused.push(refusalOf(error, error.file))
    }
  }
  return count
}

function placeOf(pose: Pose, groundHeight: number | null): WindowPose {
  const [x, y, z] = transform(pose, [0, 0, groundHeight ?? 0])
  return { x, y, z, yaw: yawOf(pose.rotation) }
}

function mean(ms: number, count: number): number {
  return Math.round((10 * ms) / Math.max(1, count)) / 10
}
