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
  isShown,
  recordOf,
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
export type {
  AttributeDefinition,
  Attributes,
  AttributeType,
  Category,
  Ontology,
} from './ontology.ts'
export { type Change, type Edit, invertPatch, type Patch } from './patch.ts'
export type { Box2d } from './records/box2d.ts'
export type { CuboidRecord, CuboidState } from './records/cuboid.ts'
export type { AnnotationRecord, Provenance } from './records/record.ts'
export type { Track } from './records/track.ts'
