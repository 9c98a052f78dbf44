export {
  type CheckChange,
  type CheckedClip,
  type CheckRequest,
  checkClip,
  recheck,
} from './checkClip.ts'
export { POINT_CHECKS } from './checks.ts'
export { type ClipDoubt, cluesOfClip, doubtOf, type Weights } from './doubt/doubt.ts'
export {
  type Densities,
  densitiesOf,
  type Lesson,
  type Likelihoods,
  learningSteps,
  likelihoodsOf,
  SHIPPED_LIKELIHOODS,
} from './doubt/likelihoods.ts'
export type { Proposals } from './doubt/support.ts'
export { type CuboidEvidence, type Evidence, NO_EVIDENCE } from './evidence.ts'
export type { CheckId, Finding, FixedId, Level, MendId } from './finding.ts'
export { LEVELS } from './findingOrder.ts'
export {
  type ClipEvidence,
  type EvidenceSource,
  gatherEvidence,
} from './gatherEvidence.ts'
export { MEND_IDS, type MendRequest, mendAll, mendFinding, refitOpen } from './mends.ts'
export { CheckSettingsError, parseSettings } from './parseSettings.ts'
export type { PlantedFault } from './plant/plantedFault.ts'
export { type Planted, type PlantRequest, plantFaults } from './plant/plantFaults.ts'
export { plantRoadFaults } from './plant/plantRoadFaults.ts'
export { type RoadReport, roadReport } from './road/roadReport.ts'
export { CHECK_IDS, type CheckSettings, DEFAULT_SETTINGS } from './settings.ts'
export { type Study, studiesOf, studyFrame } from './studyFrame.ts'
export type { Cluster, Clusters } from './views/frameGaps.ts'
export { fixedWaiverOf, isWaived, waivedAt } from './waived.ts'
