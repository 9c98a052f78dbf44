import { type AlignedSweep, momentsOf } from '@trueline/perception'
import { egoSweep } from '../clips/egoSweep.ts'
import type { LabelledClip } from '../clips/labelledClip.ts'

/** The points of all of a frame's lidars in its ego space: N × 4 rows; empty where there are none. */
export async function egoPoints(source: LabelledClip, frame: number): Promise<Float32Array> {
  return (await egoSweep(source, frame)).points
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
