import type { AnnotationRecord } from '@trueline/annotation'
import { type Cuboid, type Polyline, type Pose, transform, yawOf } from '@trueline/geometry'
import {
  addPath,
  addSweep,
  type Canvas,
  createCanvas,
  createRingLevels,
  framesAlong,
  groundPoints,
  mergeSweeps,
  pathsDriven,
  type RingLevels,
  regionAlong,
  type WindowPose,
} from '@trueline/perception'
import { type Ground, groundHeightAt, groundOf } from '@trueline/pointcloud'
import type { LabelledClip } from '../clips/labelledClip.ts'
import type { Progress } from '../progress.ts'

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
    const sweeps = await egoSweeps(source, frame)
    const ground = groundOf(mergeSweeps(sweeps.map(asAligned)).points)
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

type EgoSweep = { readonly sensorId: string; readonly points: Float32Array }

/** The points of each lidar of a frame, in its ego space. */
async function egoSweeps(
  { clip, readPoints }: LabelledClip,
  frame: number,
): Promise<readonly EgoSweep[]> {
  const sweeps: EgoSweep[] = []
  for (const { sensorId } of clip.frames[frame]?.sweeps ?? []) {
    const sensor = clip.sensors.find(({ id }) => id === sensorId)
    const sweep = await readPoints(frame, sensorId)
    if (sensor === undefined || sweep === null) continue
    const moved = mergeSweeps([
      { points: sweep.points, egoFromSweep: sensor.egoFromSensor, age: 0 },
    ])
    sweeps.push({ sensorId, points: moved.points })
  }
  return sweeps
}

function asAligned({ points }: EgoSweep): Parameters<typeof mergeSweeps>[0][number] {
  const egoFromSweep: Pose = { translation: [0, 0, 0], rotation: [0, 0, 0, 1] }
  return { points, egoFromSweep, age: 0 }
}

function placeOf(pose: Pose, ground: Ground): WindowPose {
  const [x, y, z] = transform(pose, [0, 0, groundHeightAt(ground, 0, 0) ?? 0])
  return { x, y, z, yaw: yawOf(pose.rotation) }
}

/** Boxes of labels by frame: what stands in them is no ground. */
function boxesByFrame(
  records: readonly AnnotationRecord[],
): ReadonlyMap<number, readonly Cuboid[]> {
  const boxes = new Map<number, Cuboid[]>()
  for (const record of records) {
    if (record.kind !== 'cuboid') continue
    const known = boxes.get(record.frame) ?? []
    known.push(record)
    boxes.set(record.frame, known)
  }
  return boxes
}
