import { type AnnotationRecord, type Clip, meaningOf, type TrackId } from '@trueline/annotation'
import { type Cuboid, type Polyline, type Pose, transform, yawOf } from '@trueline/geometry'
import {
  addPath,
  addSweep,
  type Canvas,
  createCanvas,
  createRingLevels,
  groundPoints,
  mergeSweeps,
  type RingLevels,
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

/** Of many frames those nearer to the one before show nothing new, in meters. */
const APART = 1
const MANY = 60
/** How far beyond the drive the ground is kept. */
const REACH = 75
/** Meanings of categories that drive where lanes are. */
const DRIVING = new Set(['car', 'van', 'truck', 'bus', 'trailer', 'motorcycle'])

/** The ground along the frames of a clip that say where the ego was; one sweep is in memory at a time. */
export async function driveCanvas(
  source: LabelledClip,
  frames: readonly number[],
  progress: Progress,
): Promise<DriveCanvas> {
  const { clip, records } = source
  const looked = framesApart(clip, frames)
  const canvas = createCanvas(regionOf(looked.map(({ pose }) => pose)))
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
  const paths = [egoPath(clip), ...drivenPaths(clip, records)]
  for (const path of paths) addPath(canvas, path)
  return { canvas, drive, paths }
}

function framesApart(
  { frames: all }: Clip,
  frames: readonly number[],
): readonly { readonly frame: number; readonly pose: Pose }[] {
  const kept: { readonly frame: number; readonly pose: Pose }[] = []
  for (const frame of frames) {
    const pose = all[frame]?.worldFromEgo
    if (pose == null) continue
    const last = kept.at(-1)?.pose.translation
    const [x, y] = pose.translation
    const isFew = frames.length <= MANY
    if (last === undefined || isFew || Math.hypot(x - last[0], y - last[1]) >= APART) {
      kept.push({ frame, pose })
    }
  }
  return kept
}

function regionOf(poses: readonly Pose[]): Parameters<typeof createCanvas>[0] {
  const bound = (axis: 0 | 1, sign: 1 | -1): number =>
    sign * Math.max(...poses.map(({ translation }) => sign * translation[axis] + REACH))
  return { minX: bound(0, -1), minY: bound(1, -1), maxX: bound(0, 1), maxY: bound(1, 1) }
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

/** The ego's way through all frames, those without points too. */
function egoPath({ frames }: Clip): Polyline {
  return frames.flatMap(({ worldFromEgo }) =>
    worldFromEgo === null ? [] : [worldFromEgo.translation],
  )
}

/** The ways that labelled vehicles went, frame by frame. */
function drivenPaths(clip: Clip, records: readonly AnnotationRecord[]): readonly Polyline[] {
  const driving = new Set<TrackId>()
  for (const record of records) {
    if (record.kind !== 'track') continue
    const category = clip.ontology.categories.find(({ id }) => id === record.category)
    if (category !== undefined && DRIVING.has(meaningOf(category.id) ?? '')) driving.add(record.id)
  }
  const places = new Map<TrackId, { readonly frame: number; readonly place: Polyline[number] }[]>()
  for (const record of records) {
    if (record.kind !== 'cuboid' || !driving.has(record.trackId)) continue
    const pose = clip.frames[record.frame]?.worldFromEgo
    if (pose == null) continue
    const known = places.get(record.trackId) ?? []
    known.push({ frame: record.frame, place: transform(pose, record.center) })
    places.set(record.trackId, known)
  }
  return [...places.values()].map((steps) =>
    steps.toSorted((a, b) => a.frame - b.frame).map(({ place }) => place),
  )
}
