import type { AnnotationRecord } from '@trueline/annotation'
import type { Cuboid, Pose } from '@trueline/geometry'
import { mergeSweeps } from '@trueline/perception'
import { type Ground, groundOf } from '@trueline/pointcloud'
import type { LabelledClip } from '../clips/labelledClip.ts'

/** The points of a lidar at a frame, N × 4 rows in its ego space. */
export type EgoSweep = { readonly sensorId: string; readonly points: Float32Array }

/** The sweep of each lidar of a frame, one read when it is asked for. */
export async function* lidarSweeps(
  { clip, readPoints }: LabelledClip,
  frame: number,
): AsyncGenerator<EgoSweep> {
  for (const { sensorId } of clip.frames[frame]?.sweeps ?? []) {
    const sensor = clip.sensors.find(({ id }) => id === sensorId)
    const sweep = await readPoints(frame, sensorId)
    if (sensor === undefined || sweep === null) continue
    const moved = mergeSweeps([
      { points: sweep.points, egoFromSweep: sensor.egoFromSensor, age: 0 },
    ])
    yield { sensorId, points: moved.points }
  }
}

/** The sweep of each lidar of a frame, and the ground that all of them show. */
export async function egoSweeps(
  source: LabelledClip,
  frame: number,
): Promise<{ readonly sweeps: readonly EgoSweep[]; readonly ground: Ground }> {
  const sweeps: EgoSweep[] = []
  for await (const sweep of lidarSweeps(source, frame)) sweeps.push(sweep)
  return { sweeps, ground: groundOf(mergeSweeps(sweeps.map(asAligned)).points) }
}

function asAligned({ points }: EgoSweep): Parameters<typeof mergeSweeps>[0][number] {
  const egoFromSweep: Pose = { translation: [0, 0, 0], rotation: [0, 0, 0, 1] }
  return { points, egoFromSweep, age: 0 }
}

/** Boxes of labels by frame: what stands in them is no ground, and may move. */
export function boxesByFrame(
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
