import { type AlignedSweep, mergeSweeps, momentsOf } from '@trueline/perception'
import type { LabelledClip } from '../clips/labelledClip.ts'

/** The points of all of a frame's lidars in its ego space: N × 4 rows; empty where there are none. */
export async function egoPoints(
  { clip, readPoints }: LabelledClip,
  frame: number,
): Promise<Float32Array> {
  const parts: AlignedSweep[] = []
  for (const { sensorId } of clip.frames[frame]?.sweeps ?? []) {
    const sensor = clip.sensors.find(({ id }) => id === sensorId)
    const points = await readPoints(frame, sensorId)
    if (sensor === undefined || points === null) continue
    parts.push({ points, egoFromSweep: sensor.egoFromSensor, age: 0 })
  }
  return mergeSweeps(parts).points
}

/**
 * A frame's sweep and those before it that a model sees with it, in the frame's ego space, `count` at
 * most; fewer where it is not known where they were taken.
 */
export async function alignedSweeps(
  source: LabelledClip,
  frame: number,
  count: number,
): Promise<readonly AlignedSweep[]> {
  const sweeps: AlignedSweep[] = []
  for (const { frame: other, ...moment } of momentsOf(source.clip, frame, count)) {
    sweeps.push({ ...moment, points: await egoPoints(source, other) })
  }
  return sweeps
}
