import {
  type Annotations,
  type Clip,
  cuboidOf,
  cuboidsOf,
  type Patch,
  type TrackId,
  tracksOf,
} from '@trueline/annotation'
import { type CheckedClip, recheck } from './checkClip.ts'
import type { Evidence } from './evidence.ts'
import type { Finding, MendId } from './finding.ts'
import { addObject } from './mends/addObject.ts'
import { deleteDuplicate, deleteEmpty, fillGaps, rejectTrack, setMoving } from './mends/boxes.ts'
import { fitSize } from './mends/fitSize.ts'
import { alignHeading, flip, smoothHeading, upright } from './mends/headings.ts'
import { mergeTracks, swapTracks } from './mends/identities.ts'
import { inTurn, type Mend, type MendContext } from './mends/mend.ts'
import { clearAttribute, majorityCategory, renumber } from './mends/names.ts'
import { oneSize } from './mends/oneSize.ts'
import { dropToGround, interpolate, setStatic, shiftInTime } from './mends/places.ts'
import { extend, refit, refitBoxes } from './mends/points.ts'
import { smoothPath } from './mends/smoothPath.ts'
import {
  cutLoop,
  deleteLine,
  deleteUnsound,
  resampleLine,
  smoothHeights,
  smoothLine,
} from './road/mends/lines.ts'
import {
  dropLink,
  dropSide,
  linkBack,
  linkEnds,
  linkRule,
  reverseLane,
  snapEnds,
  swapSides,
} from './road/mends/links.ts'
import { isWaived } from './waived.ts'

/**
 * Every mend, in an order that helps: who is who first, then what is there (a box thrown off its way is
 * no empty one), then where and how large
 * it is by its way, what its points say then, and what is missing last. Of the road: what is no line first, and
 * links once their ends are where they belong.
 */
const MENDS: { readonly [id in MendId]: Mend } = {
  renumber,
  majorityCategory,
  clearAttribute,
  swapTracks,
  mergeTracks,
  interpolate,
  rejectTrack,
  deleteEmpty,
  deleteDuplicate,
  flip,
  upright,
  smoothHeading,
  oneSize,
  smoothPath,
  alignHeading,
  fitSize,
  setStatic,
  refit,
  shiftInTime,
  dropToGround,
  fillGaps,
  extend,
  addObject,
  setMoving,
  deleteUnsound,
  deleteLine,
  dropLink,
  dropSide,
  resampleLine,
  smoothHeights,
  cutLoop,
  smoothLine,
  swapSides,
  reverseLane,
  snapEnds,
  linkEnds,
  linkBack,
  linkRule,
}

/** The ids of all mends, in the order that helps when all are made. */
export const MEND_IDS = Object.keys(MENDS) as readonly MendId[]

/** What is mended: a clip that was checked. */
export type MendRequest = { readonly checked: CheckedClip; readonly clip: Pick<Clip, 'frames'> }

/** The edit that puts one finding right; empty where no mend can, or a person stands for what is wrong. */
export function mendFinding(finding: Finding, { checked, clip }: MendRequest): Patch {
  return finding.mend === null ? [] : MENDS[finding.mend](finding, contextOf(checked, clip))
}

/** The edit that puts every box that no person stands for where its points have it, of some tracks or of all. */
export function refitOpen(
  { annotations, context: { evidence } }: CheckedClip,
  trackIds: readonly TrackId[] | null,
): Patch {
  const ids = trackIds ?? tracksOf(annotations).map(({ id }) => id)
  return ids.flatMap((id) => refitBoxes({ annotations, evidence }, id))
}

/** One mend may uncover the next: a track broken twice is made whole in two rounds. */
const ROUNDS = 4

/** The one edit that puts right all that a kind of mend can, all over the clip. */
export function mendAll(mend: MendId, { checked, clip }: MendRequest): Patch {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round)
  let now = checked
  return inTurn(checked.annotations, rounds, (annotations) => {
    const evidence = stillTrue(now.context.evidence, now.annotations, annotations)
    now = recheck(now, { annotations, evidence, studied: [] })
    const findings = now.findings.filter(
      (finding) =>
        finding.mend === mend && finding.isUnsure !== true && !isWaived(finding, annotations),
    )
    const context = contextOf(now, clip)
    return inTurn(annotations, findings, (document, finding) =>
      MENDS[mend](finding, { ...context, annotations: document }),
    )
  })
}

/** What points say of boxes that are where they were when the points were asked. */
function stillTrue(evidence: Evidence, asked: Annotations, now: Annotations): Evidence {
  const moved = tracksOf(now).flatMap(({ id }) => {
    const cuboids = cuboidsOf(now, id)
    if (cuboids === cuboidsOf(asked, id)) return []
    return cuboids.filter((one) => {
      const before = cuboidOf(asked, id, one.frame)
      return before !== undefined && (before.center !== one.center || before.extent !== one.extent)
    })
  })
  if (moved.length === 0) return evidence
  const known = new Map(evidence)
  for (const { id } of moved) known.delete(id)
  return known
}

function contextOf(
  { annotations, context }: CheckedClip,
  { frames }: Pick<Clip, 'frames'>,
): MendContext {
  const { ontology, moments, settings, evidence, drift, proposals, clusters } = context
  return {
    ...{ annotations, frames, ontology, moments, settings },
    ...{ evidence, drift, proposals, clusters },
  }
}
