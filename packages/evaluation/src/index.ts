export { CATEGORY_GROUPS, type CategoryGroup, groupOf } from './categoryGroup.ts'
export type { Criterion } from './criterion.ts'
export type { CurvePoint } from './curve.ts'
export { type Evaluation, type EvaluationOptions, evaluate } from './evaluate.ts'
export type { GroupScores } from './groupScores.ts'
export { type LabelSets, labelledFramesOf } from './judgedFrame.ts'
export {
  cameraRegionOf,
  EVERYWHERE,
  isInRegion,
  type LabelledRegion,
  labelledRegionOf,
} from './labelledRegion.ts'
export type { CountScores } from './lanes/counts.ts'
export type { Reach } from './lanes/cutToReach.ts'
export {
  type Digraph,
  edgeScores,
  type MatchedGraphs,
  nodeScores,
  reachScores,
} from './lanes/digraph.ts'
export {
  evaluateLanes,
  type LaneEvaluation,
  type LineAp,
  type LineScores,
} from './lanes/evaluateLanes.ts'
export {
  BOUNDARY_CLASSES,
  type BoundaryClass,
  type BoundaryLine,
  type LaneGraph,
  type LaneLine,
  laneGraphOf,
} from './lanes/laneGraph.ts'
export { type Matching, matchVertices } from './lanes/matching.ts'
export type { SureLink } from './lanes/topologyScore.ts'
export { type VertexGraph, vertexGraphOf } from './lanes/vertexGraph.ts'
