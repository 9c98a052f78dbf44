import { annotationsOf, type CuboidId, cuboidsAt } from '@trueline/annotation'
import {
  type Cluster,
  type Clusters,
  type CuboidEvidence,
  type Evidence,
  studiesOf,
  studyFrame,
} from '@trueline/consistency'
import { unlabelledClusters } from '@trueline/perception'
import type { Progress } from '../progress.ts'
import { egoSweep } from './egoSweep.ts'
import type { LabelledClip } from './labelledClip.ts'

/** What a clip's points say about its labels, and about what has none. */
export type ClipEvidence = {
  readonly evidence: Evidence
  /** `null` where no frame has points. */
  readonly clusters: Clusters | null
}

/** What a clip's points say; nothing for frames without. One frame is in memory at a time. */
export async function clipEvidence(
  source: LabelledClip,
  progress: Progress,
): Promise<ClipEvidence> {
  const { clip, records } = source
  const annotations = annotationsOf(records)
  const studies = studiesOf(annotations, clip.frames)
  const evidence = new Map<CuboidId, CuboidEvidence>()
  const clusters = new Map<number, readonly Cluster[]>()
  for (const [frame, { sweeps }] of clip.frames.entries()) {
    progress.at('reading points', frame, clip.frames.length)
    if (sweeps.length === 0) continue
    const { points, timeOffset } = await egoSweep(source, frame)
    if (points.length === 0) continue
    const places = studies.get(frame) ?? []
    for (const [id, said] of studyFrame(points, places, timeOffset)) evidence.set(id, said)
    clusters.set(frame, unlabelledClusters(points, cuboidsAt(annotations, frame)))
  }
  return { evidence, clusters: clusters.size === 0 ? null : clusters }
}
