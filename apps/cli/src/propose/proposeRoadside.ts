import type { FixedRecord } from '@trueline/annotation'
import type { ExportSource } from '@trueline/formats'
import { createRoadsideFinder, framesAlong } from '@trueline/perception'
import { badInput } from '../badInput.ts'
import type { LabelledClip } from '../clips/labelledClip.ts'
import { labelsAlone } from '../clips/labelsAlone.ts'
import type { Progress } from '../progress.ts'
import { boxesByFrame, egoSweeps } from './egoSweeps.ts'

/** What stands beside a clip's road as proposals, ready to be written. */
export type ProposedRoadside = {
  readonly records: readonly FixedRecord[]
  readonly source: ExportSource
  /** Frames that were looked at, and the milliseconds each took. */
  readonly frames: number
  readonly msPerFrame: number
}

/**
 * Poles, signs and traffic lights along a clip's drive; one frame is in memory at a time.
 *
 * @throws {BadInputError} when no frame says where the ego was.
 */
export async function proposeRoadside(
  source: LabelledClip,
  frames: readonly number[],
  progress: Progress,
): Promise<ProposedRoadside> {
  const { clip, records } = source
  const looked = framesAlong(clip, frames)
  if (looked.length === 0) {
    throw badInput({ file: clip.name, found: 'no ego poses', expected: 'where the ego was' })
  }
  const boxes = boxesByFrame(records)
  const finder = createRoadsideFinder()
  const begun = performance.now()
  for (const [done, { frame, pose }] of looked.entries()) {
    progress.at('looking beside the road', done, looked.length)
    const { sweeps, ground } = await egoSweeps(source, frame)
    for (const { points } of sweeps) {
      finder.add({ points, ground, boxes: boxes.get(frame) ?? [] }, pose)
    }
  }
  const found = finder.found('proposal')
  const msPerFrame = Math.round((10 * (performance.now() - begun)) / looked.length) / 10
  return { records: found, source: labelsAlone(clip, found), frames: looked.length, msPerFrame }
}
