export { type CreateFit, createFit, type Seed } from './createFit.ts'
export { cropPoints, type Region } from './crop.ts'
export { cropPacked } from './cropPacked.ts'
export type { FitAnswer, Surroundings } from './fit.ts'
export { type FaceFit, fitFace, shrinkFaces } from './fitFace.ts'
export { fitYaw } from './fitYaw.ts'
export { type Frustum, frustumPoint } from './frustumPoint.ts'
export { type GridIndex, gridIndexOf, pointsNear } from './gridIndex.ts'
export { type Ground, groundHeightAt, groundOf } from './ground.ts'
export { grow } from './grow.ts'
export {
  type Merge,
  type MergeLimits,
  type MergePart,
  mergeByPose,
  startMerge,
} from './mergeByPose.ts'
export { PACK_ROW_BYTES, type PackedSweep, packSweep } from './pack.ts'
export { shrink } from './shrink.ts'
export type { Face } from './span.ts'
export { standingPoints } from './standingPoints.ts'
export { stick } from './stick.ts'
export { POINT_STRIDE, type Sweep } from './sweep.ts'
export { type TurnTimes, timesOfPoints, turnTimesOf } from './turnTimes.ts'
export { type PackedRows, unpackInto, unpackRing, unpackSweep } from './unpack.ts'
export { type FramePoints, unpackFrame, valuesOf } from './unpackFrame.ts'
