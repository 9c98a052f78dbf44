import { type Polyline, type Pose, transform, yawOf } from '@trueline/geometry'
import {
  addPath,
  addSweep,
  type Canvas,
  createCanvas,
  createRingLevels,
  framesAlong,
  groundPoints,
  pathsDriven,
  type RingLevels,
  regionAlong,
  type WindowPose,
} from '@trueline/perception'
import { type Ground, groundHeightAt } from '@trueline/pointcloud'
import type { LabelledClip } from '../clips/labelledClip.ts'
import type { Progress } from '../progress.ts'
import { boxesByFrame, egoSweeps } from './egoSweeps.ts'

/** A clip's ground and who drove over it. */
export type DriveCanvas = {
  readonly canvas: Canvas
  /** Where the ego was in the frames that were looked at. */
  readonly drive: readonly WindowPose[]
  /** Ways of the ego and of vehicles that are labelled, in world space. */
  readonly paths: readonly Polyline[]
}

/** The ground along the frames of a clip that say where the ego was; one sweep is in memory at a time. */
export async function driveCanvas(
  source: LabelledClip,
  frames: readonly number[],
  progress: Progress,
): Promise<DriveCanvas> {
  const { clip, records } = source
  const looked = framesAlong(clip, frames)
  const canvas = createCanvas(regionAlong(looked.map(({ pose }) => pose)))
  const levels = new Map<string, RingLevels>()
  const boxes = boxesByFrame(records)
  const drive: WindowPose[] = []
  for (const [done, { frame, pose }] of looked.entries()) {
    progress.at('laying out the ground', done, looked.length)
    const { sweeps, ground } = await egoSweeps(source, frame)
    for (const { sensorId, points } of sweeps) {
      const known = levels.get(sensorId) ?? createRingLevels()
      levels.set(sensorId, known)
      const kept = groundPoints({ points, ground, boxes: boxes.get(frame) ?? [] })
      addSweep(canvas, { points: kept, worldFromEgo: pose, levels: known })
    }
    drive.push(placeOf(pose, ground))
  }
  const paths = pathsDriven(clip, records)
  for (const path of paths) addPath(canvas, path)
  return { canvas, drive, paths }
}

function placeOf(pose: Pose, ground: Ground): WindowPose {
  const [x, y, z] = transform(pose, [0, 0, groundHeightAt(ground, 0, 0) ?? 0])
  return { x, y, z, yaw: yawOf(pose.rotation) }
}
