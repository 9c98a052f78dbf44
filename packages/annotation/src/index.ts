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
  recordOf,
  shownRecords,
  trackOf,
  tracksOf,
} from './annotations.ts'
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
export { type MergeConflict, mergeTracks } from './commands/mergeTracks.ts'
export { momentsOf } from './commands/moments.ts'
export { placeCuboid } from './commands/placeCuboid.ts'
export { type PlacedCuboid, placeCuboids } from './commands/placeCuboids.ts'
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
  type PatchId,
  patchId,
  type RecordId,
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
export { type Change, type Edit, invertPatch, type Patch } from './patch.ts'
export type { Box2d } from './records/box2d.ts'
export type { CuboidRecord, CuboidState } from './records/cuboid.ts'
export type { AnnotationRecord, Provenance } from './records/record.ts'
export type { Track, Waiver } from './records/track.ts'
export { cameraModelSchema, clipSchema, ontologySchema } from './schema/clipSchema.ts'
export { editSchema, recordSchema } from './schema/recordSchema.ts'
export { cuboidSchema } from './schema/values.ts'
