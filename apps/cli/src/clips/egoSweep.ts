import { type AlignedSweep, mergeSweeps } from '@trueline/perception'
import type { LabelledClip, TimedPoints } from './labelledClip.ts'

/**
 * The points of all of a frame's lidars in its ego space, none where there are none; and when each was
 * seen, where all of them say so.
 */
export async function egoSweep(
  { clip, readPoints }: LabelledClip,
  frame: number,
): Promise<TimedPoints> {
  const parts: AlignedSweep[] = []
  const times: (Float32Array | null)[] = []
  for (const { sensorId } of clip.frames[frame]?.sweeps ?? []) {
    const sensor = clip.sensors.find(({ id }) => id === sensorId)
    const sweep = await readPoints(frame, sensorId)
    if (sensor === undefined || sweep === null) continue
    parts.push({ points: sweep.points, egoFromSweep: sensor.egoFromSensor, age: 0 })
    times.push(sweep.timeOffset)
  }
  return { points: mergeSweeps(parts).points, timeOffset: joined(times) }
}

function joined(parts: readonly (Float32Array | null)[]): Float32Array | null {
  const known = parts.filter((part) => part !== null)
  if (known.length === 0 || known.length < parts.length) return null
  const all = new Float32Array(known.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of known) {
    all.set(part, at)
    at += part.length
  }
  return all
}
