import { annotationsOf, type CuboidId } from '@trueline/annotation'
import { type CuboidEvidence, type Evidence, studiesOf, studyFrame } from '@trueline/consistency'
import type { Progress } from '../progress.ts'
import { egoPoints } from '../propose/alignedSweeps.ts'
import type { LabelledClip } from './labelledClip.ts'

/** What a clip's points say about its labels; nothing for frames without. One frame is in memory at a time. */
export async function clipEvidence(source: LabelledClip, progress: Progress): Promise<Evidence> {
  const { clip, records } = source
  const studies = [...studiesOf(annotationsOf(records), clip.frames)]
  const evidence = new Map<CuboidId, CuboidEvidence>()
  for (const [done, [frame, places]] of studies.entries()) {
    progress.at('reading points', done, studies.length)
    const points = await egoPoints(source, frame)
    if (points.length === 0) continue
    for (const [id, said] of studyFrame(points, places)) evidence.set(id, said)
  }
  return evidence
}
