export { modelProblems } from './check/modelProblems.ts'
export { offGpu } from './check/webGpuOperators.ts'
export { classicalProposals } from './classical/classicalProposals.ts'
export { type UnlabelledCluster, unlabelledClusters } from './classical/unlabelledClusters.ts'
export type { Detection } from './detection.ts'
export type { ModelManifest } from './manifest/manifest.ts'
export { MANIFEST_FILE, readManifest } from './manifest/readManifest.ts'
export { ModelError, type ModelProblem } from './modelError.ts'
export { type OnnxGraph, readOnnx } from './onnx/readOnnx.ts'
export { canTrack, type FoundFrame, foundTracks } from './propose/foundTracks.ts'
export { type AlignedSweep, mergeSweeps } from './propose/mergeSweeps.ts'
export { momentsOf } from './propose/moments.ts'
export {
  type FrameProposals,
  type Model,
  type ProposeOptions,
  proposeFrame,
} from './propose/proposeFrame.ts'
export { categoryIn, type ProposalName, trackRecords } from './propose/trackRecords.ts'
export { type RasterRecipe, rasterOf } from './raster/raster.ts'
export type { Backend, ModelSession, Tensor, Tensors } from './session/session.ts'
export type { ClipTrack, CuboidReason, TrackedCuboid } from './track/clipTrack.ts'
export type { DetectedFrame } from './track/sighting.ts'
export { trackClip } from './track/trackClip.ts'
export { trackForward } from './track/trackForward.ts'
export { TRACKING_DEFAULTS, type TrackingOptions } from './track/trackingOptions.ts'
