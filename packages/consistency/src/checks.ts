import { acceleration } from './checks/acceleration.ts'
import { attributesLegal } from './checks/attributesLegal.ts'
import { brokenIdentity } from './checks/brokenIdentity.ts'
import { cameraAgreement } from './checks/cameraAgreement.ts'
import { categoryKnown } from './checks/categoryKnown.ts'
import type { ClipCheck, PairCheck, TrackCheck } from './checks/check.ts'
import { cuboidSound } from './checks/cuboidSound.ts'
import { empty } from './checks/empty.ts'
import { flip } from './checks/flip.ts'
import { gap } from './checks/gap.ts'
import { headingAgainstMotion } from './checks/headingAgainstMotion.ts'
import { identitySwitch } from './checks/identitySwitch.ts'
import { interpolatedOff } from './checks/interpolatedOff.ts'
import { jump } from './checks/jump.ts'
import { missingObject } from './checks/missingObject.ts'
import { movingAttribute } from './checks/movingAttribute.ts'
import { numberUnique } from './checks/numberUnique.ts'
import { onGround } from './checks/onGround.ts'
import { openEnds } from './checks/openEnds.ts'
import { outlier } from './checks/outlier.ts'
import { overlap } from './checks/overlap.ts'
import { phantom } from './checks/phantom.ts'
import { scanTime } from './checks/scanTime.ts'
import { shortTrack } from './checks/shortTrack.ts'
import { sizeConstant } from './checks/sizeConstant.ts'
import { sizeLikelihood } from './checks/sizeLikelihood.ts'
import { sizeRange } from './checks/sizeRange.ts'
import { staticDrift, staticOrMoving } from './checks/stillness.ts'
import { cut, loose } from './checks/tightness.ts'
import { unlabelled } from './checks/unlabelled.ts'
import { upright } from './checks/upright.ts'
import { yawStep } from './checks/yawStep.ts'
import type { CheckId } from './finding.ts'

/** Every check of single tracks. */
export const TRACK_CHECKS: readonly TrackCheck[] = [
  categoryKnown,
  attributesLegal,
  cuboidSound,
  sizeConstant,
  sizeRange,
  sizeLikelihood,
  upright,
  jump,
  yawStep,
  flip,
  headingAgainstMotion,
  acceleration,
  outlier,
  staticOrMoving,
  staticDrift,
  movingAttribute,
  interpolatedOff,
  scanTime,
  gap,
  shortTrack,
  empty,
  loose,
  cut,
  onGround,
  cameraAgreement,
  phantom,
]

/** The checks that ask the points of each frame: without these they find less, or nothing. */
export const POINT_CHECKS: ReadonlySet<CheckId> = new Set<CheckId>([
  ...(['C8', 'C10', 'C11', 'D1', 'D3', 'E1', 'E2', 'E3', 'E4', 'E8'] as const),
])

/** Every check of two tracks. */
export const PAIR_CHECKS: readonly PairCheck[] = [
  numberUnique,
  brokenIdentity,
  identitySwitch,
  overlap,
]

/** Every check of a whole clip. */
export const CLIP_CHECKS: readonly ClipCheck[] = [openEnds, missingObject, unlabelled]
