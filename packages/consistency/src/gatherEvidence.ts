import {
  type Annotations,
  type Clip,
  type CuboidId,
  type CuboidRecord,
  cuboidsAt,
} from '@trueline/annotation'
import type { FramePoints } from '@trueline/pointcloud'
import type { CuboidEvidence, Evidence } from './evidence.ts'
import { studiesOf, studyFrame } from './studyFrame.ts'
import type { Cluster, Clusters } from './views/frameGaps.ts'

/** Whose points are asked, and how they are got at. */
export type EvidenceSource = {
  readonly clip: Pick<Clip, 'frames'>
  readonly annotations: Annotations
  /** All points of a frame, none where it has none. */
  readonly pointsOf: (frame: number) => Promise<FramePoints>
  /** What looks like an object and lies in no box. */
  readonly clustersOf: (points: Float32Array, boxes: readonly CuboidRecord[]) => readonly Cluster[]
  /** Told of each frame before it is read. */
  readonly onFrame?: (frame: number) => void
}

/** What a clip's points say about its labels, and about what has none. */
export type ClipEvidence = {
  readonly evidence: Evidence
  /** `null` where no frame has points. */
  readonly clusters: Clusters | null
}

/** What a clip's points say; nothing for frames without. One frame is in memory at a time. */
export async function gatherEvidence(source: EvidenceSource): Promise<ClipEvidence> {
  const { clip, annotations, pointsOf, clustersOf, onFrame } = source
  const studies = studiesOf(annotations, clip.frames)
  const evidence = new Map<CuboidId, CuboidEvidence>()
  const clusters = new Map<number, readonly Cluster[]>()
  for (const [frame, { sweeps }] of clip.frames.entries()) {
    onFrame?.(frame)
    if (sweeps.length === 0) continue
    const { points, timeOffset } = await pointsOf(frame)
    if (points.length === 0) continue
    const places = studies.get(frame) ?? []
    for (const [id, said] of studyFrame(points, places, timeOffset)) evidence.set(id, said)
    clusters.set(frame, clustersOf(points, cuboidsAt(annotations, frame)))
  }
  return { evidence, clusters: clusters.size === 0 ? null : clusters }
}
