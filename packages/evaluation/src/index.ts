export { CATEGORY_GROUPS, type CategoryGroup, groupOf } from './categoryGroup.ts'
export type { Criterion } from './criterion.ts'
export type { CurvePoint } from './curve.ts'
export { type Evaluation, type EvaluationOptions, evaluate } from './evaluate.ts'
export type { GroupScores } from './groupScores.ts'
export { type LabelSets, labelledFramesOf } from './judgedFrame.ts'
export {
  cameraRegionOf,
  EVERYWHERE,
  type LabelledRegion,
  labelledRegionOf,
} from './labelledRegion.ts'
