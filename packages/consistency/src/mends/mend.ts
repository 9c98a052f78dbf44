import {
  type Annotations,
  applyPatch,
  type CuboidRecord,
  cuboidsOf,
  type Frame,
  isKeyframe,
  isShown,
  type Ontology,
  type Patch,
  patchTo,
  type RecordId,
  recordOf,
  type TrackId,
  trackOf,
} from '@trueline/annotation'
import type { Proposals } from '../doubt/support.ts'
import type { Evidence } from '../evidence.ts'
import type { Finding } from '../finding.ts'
import type { CheckSettings } from '../settings.ts'
import type { ClipMoments } from '../views/clipMoments.ts'
import type { Clusters } from '../views/frameGaps.ts'
import type { PoseDrift } from '../views/poseDrift.ts'
import { type TrackView, trackViewOf } from '../views/trackView.ts'

/** What a mend goes by. */
export type MendContext = {
  readonly annotations: Annotations
  readonly frames: readonly Frame[]
  readonly ontology: Ontology
  readonly moments: ClipMoments
  readonly settings: CheckSettings
  readonly evidence: Evidence
  readonly drift: PoseDrift
  readonly proposals: Proposals | null
  readonly clusters: Clusters | null
}

/** The edit that puts a finding right; empty where it cannot. What a person stands for stays as it is. */
export type Mend = (finding: Finding, context: MendContext) => Patch

/** Whether a mend may change a box: one that is shown, and that no person stands for. */
export function isOpen(cuboid: CuboidRecord): boolean {
  return isShown(cuboid) && !isKeyframe(cuboid)
}

/** Whether a person stands for one of a track's boxes, from a frame on. */
export function isHeld({ annotations }: MendContext, trackId: TrackId, from = 0): boolean {
  return cuboidsOf(annotations, trackId).some((one) => one.frame >= from && isKeyframe(one))
}

/** The view of a finding's track; `null` where it is gone. */
export function viewOf(context: MendContext, trackId: TrackId | undefined): TrackView | null {
  const track = trackId === undefined ? undefined : trackOf(context.annotations, trackId)
  return track === undefined ? null : trackViewOf(track, context)
}

/** One patch that does what several do one after the other; each is made on the document so far. */
export function inTurn<Step>(
  annotations: Annotations,
  steps: readonly Step[],
  patchOfStep: (annotations: Annotations, step: Step) => Patch,
): Patch {
  let now = annotations
  const touched = new Set<RecordId>()
  for (const step of steps) {
    const patch = patchOfStep(now, step)
    for (const { recordId } of patch) touched.add(recordId)
    now = applyPatch(now, patch)
  }
  return patchTo(annotations, new Map(Array.from(touched, (id) => [id, recordOf(now, id) ?? null])))
}
