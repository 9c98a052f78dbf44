import type { Clip } from '@trueline/annotation'
import { compose, IDENTITY_POSE, invert, type Pose } from '@trueline/geometry'
import { type AlignedSweep, mergeSweeps } from '@trueline/perception'
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
  const { clip } = source
  const sweeps: AlignedSweep[] = []
  for (let other = frame; other >= 0 && sweeps.length < count; other--) {
    const egoFromSweep = other === frame ? IDENTITY_POSE : egoFromEgo(clip, frame, other)
    if (egoFromSweep === null) break
    const age = secondsOf(clip, frame) - secondsOf(clip, other)
    sweeps.push({ points: await egoPoints(source, other), egoFromSweep, age })
  }
  return sweeps
}

/** When a frame was taken; ten a second where the clip does not say. */
export function secondsOf({ frames }: Clip, frame: number): number {
  const timeUs = frames[frame]?.timeUs ?? null
  return timeUs === null ? frame / 10 : timeUs / 1e6
}

function egoFromEgo({ frames }: Clip, frame: number, other: number): Pose | null {
  const [now, then] = [frames[frame]?.worldFromEgo, frames[other]?.worldFromEgo]
  return now && then ? compose(invert(now), then) : null
}
