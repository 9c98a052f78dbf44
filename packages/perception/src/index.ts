export { addLook, type Look, type Sight } from './canvas/addLook.ts'
export { addPath } from './canvas/addPath.ts'
export { addSweep, type GroundSweep } from './canvas/addSweep.ts'
export { type CameraPicture, cameraLook, LOOK_WIDEST_PX } from './canvas/cameraLook.ts'
export { type Canvas, type CanvasTile, createCanvas, type Region, TILE } from './canvas/canvas.ts'
export {
  cutWindow,
  WINDOW_CHANNELS,
  WINDOW_COLUMNS,
  WINDOW_ROWS,
  type WindowPose,
} from './canvas/cutWindow.ts'
export type { MapLine } from './canvas/drawMap.ts'
export {
  framesApart,
  framesLooked,
  type PosedImage,
  posedImages,
} from './canvas/framesApart.ts'
export { groundPoints, type MaskedSweep } from './canvas/groundPoints.ts'
export { createRingLevels, type RingLevels } from './canvas/ringLevels.ts'
export { type Pixels, shrinkPicture } from './canvas/shrinkPicture.ts'
export { TILE_CORNERS, type TilePicture, tilePicture } from './canvas/tilePicture.ts'
export { modelProblems } from './check/modelProblems.ts'
export { offGpu } from './check/webGpuOperators.ts'
export { classicalProposals } from './classical/classicalProposals.ts'
export { type UnlabelledCluster, unlabelledClusters } from './classical/unlabelledClusters.ts'
export type { Detection } from './detection.ts'
export { framesAlong, pathsDriven, regionAlong } from './lanes/drive/driveOf.ts'
export { type TrafficSide, trafficSideOf } from './lanes/drive/trafficSide.ts'
export { graphOfLanes, type WindowLane } from './lanes/graphOfLanes.ts'
export {
  type EdgeMark,
  type GraphVertex,
  type LaneGraph,
  WINDOW,
} from './lanes/laneGraph.ts'
export { type LaneModel, openLaneModel, readLaneManifest } from './lanes/laneModel.ts'
export { tracedLanes } from './lanes/lines/tracedLanes.ts'
export { type ProposedLanes, proposeLanes } from './lanes/proposeLanes.ts'
export { type PosedWindow, roadOf } from './lanes/roadOf.ts'
export { graphOf, STEP, type Step, stepsOf } from './lanes/sequence.ts'
export { rowsOf, STEP_COLUMNS, STEP_ROWS, stepsOfRows } from './lanes/stepRows.ts'
export type { ModelManifest } from './manifest/manifest.ts'
export { MANIFEST_FILE, readManifest } from './manifest/readManifest.ts'
export { ModelError, type ModelProblem } from './modelError.ts'
export { modelTexts } from './modelTexts.ts'
export { type OnnxGraph, readOnnx } from './onnx/readOnnx.ts'
export { canTrack, type FoundFrame, foundTracks } from './propose/foundTracks.ts'
export { type AlignedSweep, mergeSweeps } from './propose/mergeSweeps.ts'
export type { Model } from './propose/model.ts'
export { momentsOf } from './propose/moments.ts'
export {
  type FrameProposals,
  type ProposeOptions,
  proposeFrame,
} from './propose/proposeFrame.ts'
export { categoryIn, type ProposalName, trackRecords } from './propose/trackRecords.ts'
export { type RasterRecipe, rasterOf } from './raster/raster.ts'
export { createRoadsideFinder, type RoadsideFinder } from './roadside/roadsideFinder.ts'
export type { Backend, ModelSession, Tensor, Tensors } from './session/session.ts'
export type { ClipTrack, CuboidReason, TrackedCuboid } from './track/clipTrack.ts'
export type { DetectedFrame } from './track/sighting.ts'
export { trackClip } from './track/trackClip.ts'
export { trackForward } from './track/trackForward.ts'
export { TRACKING_DEFAULTS, type TrackingOptions } from './track/trackingOptions.ts'
