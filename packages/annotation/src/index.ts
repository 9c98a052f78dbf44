export {
  type Annotations,
  allRecords,
  annotationsOf,
  applyPatch,
  box2dsAt,
  cuboidOf,
  cuboidsAt,
  cuboidsOf,
  emptyAnnotations,
  isBoxShown,
  isShown,
  laneOf,
  lanesOf,
  linksAt,
  linksOf,
  mapElementOf,
  mapElementsOf,
  recordOf,
  remarkOf,
  remarksOf,
  shownRecords,
  trackOf,
  tracksOf,
} from './annotations.ts'
export { changesStretches, type Stretch } from './changesStretches.ts'
export type {
  BlobRange,
  Camera,
  Clip,
  Frame,
  ImageRef,
  Lidar,
  PackSection,
  Sensor,
  SweepRef,
} from './clip.ts'
export { acceptCuboid, acceptTrack, restoreCuboid } from './commands/acceptCuboid.ts'
export { patchOf, patchTo, reshape } from './commands/changes.ts'
export { copyToFrames } from './commands/copyToFrames.ts'
export { createTrack, nextNumber } from './commands/createTrack.ts'
export { deleteCuboid, deleteTrack } from './commands/deleteCuboid.ts'
export {
  FrozenCuboidError,
  TakenError,
  UnknownCuboidError,
  UnknownFrameError,
  UnknownTrackError,
  UnsoundCuboidError,
} from './commands/errors.ts'
export { finalizeTrack, type TrackStretch, unfinalizeTrack } from './commands/finalizeTrack.ts'
export { flipCuboid, flipTrackFrom, swapLengthWidth } from './commands/flipCuboid.ts'
export { FrameRangeError, formatFrameRange, parseFrameRange } from './commands/frameRange.ts'
export type { CuboidPlace } from './commands/guards.ts'
export { interpolateTrack } from './commands/interpolateTrack.ts'
export { interpolateStretch, isKeyframe } from './commands/keyframes.ts'
export { acceptFixed } from './commands/lanes/acceptFixed.ts'
export { autoLink, type MeetingLimits } from './commands/lanes/autoLink.ts'
export { boundaryLine } from './commands/lanes/boundaries.ts'
export { createLane, type NewLane } from './commands/lanes/createLane.ts'
export { createMapElement, type NewMapElement } from './commands/lanes/createMapElement.ts'
export { deleteFixed } from './commands/lanes/deleteFixed.ts'
export { deriveCenterLine } from './commands/lanes/deriveCenterLine.ts'
export { describeElement } from './commands/lanes/describeElement.ts'
export { describeLane, type LaneDescription } from './commands/lanes/describeLane.ts'
export { drawBoundaries } from './commands/lanes/drawBoundaries.ts'
export {
  FrozenFixedError,
  UnknownFixedError,
  UnsoundLinkError,
  UnsoundShapeError,
} from './commands/lanes/errors.ts'
export { extendLane } from './commands/lanes/extendLane.ts'
export { joinLanes } from './commands/lanes/joinLanes.ts'
export { junctionLane } from './commands/lanes/junctionLane.ts'
export { type LinkEnds, linkFixed, unlinkFixed } from './commands/lanes/linkFixed.ts'
export { mergeLines } from './commands/lanes/mergeLines.ts'
export { offsetLane } from './commands/lanes/offsetLane.ts'
export { type LineShape, reshapeLine } from './commands/lanes/reshapeLine.ts'
export { reverseLane } from './commands/lanes/reverseLane.ts'
export { setStandardMap } from './commands/lanes/setStandardMap.ts'
export { snapEnds } from './commands/lanes/snapEnds.ts'
export { splitRoad } from './commands/lanes/splitRoad.ts'
export { swapSides } from './commands/lanes/swapSides.ts'
export { isOfSame, unwaiveFixed, waiveFixed } from './commands/lanes/waiveFixed.ts'
export { type MergeConflict, mergeTracks } from './commands/mergeTracks.ts'
export { momentsOf } from './commands/moments.ts'
export { placeCuboid } from './commands/placeCuboid.ts'
export { type PlacedCuboid, placeCuboids } from './commands/placeCuboids.ts'
export { deleteRemark, replyRemark, setRemarkState } from './commands/remarks/answerRemark.ts'
export { createRemark, type NewRemark } from './commands/remarks/createRemark.ts'
export { UnknownRemarkError, UnsoundRemarkError } from './commands/remarks/errors.ts'
export { isReviewPatch } from './commands/remarks/isReviewPatch.ts'
export { reviewTracks } from './commands/remarks/reviewTracks.ts'
export { renumberTrack } from './commands/renumberTrack.ts'
export { type Anchor, resize, resizeTrack, resizeUnset } from './commands/resizeTrack.ts'
export {
  type AttributeChange,
  setCuboidAttribute,
  setTrackAttribute,
} from './commands/setAttribute.ts'
export { setCategory } from './commands/setCategory.ts'
export { setStatic } from './commands/setStatic.ts'
export { splitTrack } from './commands/splitTrack.ts'
export { isWaivedBy, unwaiveFinding, waiveFinding } from './commands/waiveFinding.ts'
export {
  denseCurve,
  FEWEST_KNOTS,
  isCurveThrough,
  lineOfCurve,
  withTrueKnots,
} from './curve.ts'
export { defaultOntology } from './defaultOntology.ts'
export {
  type EditStamp,
  emptyHistory,
  type History,
  historyFromLog,
  recordEdit,
  redoOf,
  undoOf,
} from './history.ts'
export {
  type BlobId,
  type Box2dId,
  blobId,
  box2dId,
  type ClipId,
  type CuboidId,
  clipId,
  cuboidId,
  type LaneId,
  type LinkId,
  laneId,
  type MapElementId,
  mapElementId,
  type PatchId,
  patchId,
  type RecordId,
  type RemarkId,
  remarkId,
  type SensorId,
  sensorId,
  type TrackId,
  trackId,
} from './ids.ts'
export type { Extras, Json } from './json.ts'
export { catalogue, joined, type Message, type Template, verbatim } from './message.ts'
export { migrateClip, migrateRecord, NewerSchemaError, schemaVersion } from './migrations.ts'
export type {
  AttributeDefinition,
  Attributes,
  AttributeType,
  Category,
  Ontology,
} from './ontology.ts'
export { meaningOf, ontologyFor } from './ontologyFor.ts'
export { type OntologyProblem, ontologyProblem } from './ontologyProblem.ts'
export { type Change, type Edit, invertPatch, type Patch } from './patch.ts'
export type { Box2d } from './records/box2d.ts'
export type { CuboidRecord } from './records/cuboid.ts'
export type { FixedWaiver } from './records/fixedWaiver.ts'
export type { Lane, LaneBoundary, LaneKind, LaneTurn } from './records/lane.ts'
export { type Link, type LinkKind, linkId } from './records/link.ts'
export type {
  LineMark,
  MapElement,
  MapElementKind,
  MapShape,
  MarkColor,
  MarkPattern,
} from './records/mapElement.ts'
export {
  type AnnotationRecord,
  type FixedRecord,
  type FrameRecord,
  isFixedRecord,
  isFrameRecord,
  type Provenance,
  trackIdOf,
} from './records/record.ts'
export type {
  Remark,
  RemarkEntry,
  RemarkKind,
  RemarkPlace,
  RemarkState,
} from './records/remark.ts'
export type { ReviewState } from './records/reviewState.ts'
export { isStandardMap, STANDARD_MAP, standardMapLines } from './records/standardMap.ts'
export type { Track, TrackReview, Waiver } from './records/track.ts'
export { cameraModelSchema, clipSchema, ontologySchema } from './schema/clipSchema.ts'
export { editSchema, recordSchema } from './schema/recordSchema.ts'
export { cuboidSchema } from './schema/values.ts'
