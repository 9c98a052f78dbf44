declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** A clip on a server. */
export type ClipId = Branded<'clip'>
/** Any record of a document. */
export type RecordId = string & {
  readonly [brand]: 'track' | 'cuboid' | 'box2d' | 'lane' | 'mapElement' | 'link' | 'remark'
}
/** A track: one physical object through a clip. */
export type TrackId = RecordId & Branded<'track'>
/** One track's cuboid at one frame. */
export type CuboidId = RecordId & Branded<'cuboid'>
/** A box in one image. */
export type Box2dId = RecordId & Branded<'box2d'>
/** A lane of the road. */
export type LaneId = RecordId & Branded<'lane'>
/** A line, area or thing that does not move. */
export type MapElementId = RecordId & Branded<'mapElement'>
/** What one fixed thing has to do with another. */
export type LinkId = RecordId & Branded<'link'>
/** What a reviewer says. */
export type RemarkId = RecordId & Branded<'remark'>
/** One edit; made by the client, so that an edit sent twice is stored once. */
export type PatchId = Branded<'patch'>
/** A lidar or camera of a clip; its name in the source. */
export type SensorId = Branded<'sensor'>
/** A blob's content hash: SHA-256 in lower-case hex. */
export type BlobId = Branded<'blob'>

/** `text` as the id of a clip. */
export const clipId = (text: string): ClipId => text as ClipId
/** `text` as the id of a track. */
export const trackId = (text: string): TrackId => text as TrackId
/** `text` as the id of a 2D box. */
export const box2dId = (text: string): Box2dId => text as Box2dId
/** `text` as the id of a lane. */
export const laneId = (text: string): LaneId => text as LaneId
/** `text` as the id of a map element. */
export const mapElementId = (text: string): MapElementId => text as MapElementId
/** `text` as the id of a remark. */
export const remarkId = (text: string): RemarkId => text as RemarkId
/** `text` as the id of an edit. */
export const patchId = (text: string): PatchId => text as PatchId
/** `text` as the id of a sensor. */
export const sensorId = (text: string): SensorId => text as SensorId
/** `text` as the id of a blob. */
export const blobId = (text: string): BlobId => text as BlobId

/** The id of a track's cuboid at a frame; a track has at most one there. */
export const cuboidId = (track: TrackId, frame: number): CuboidId => `${track}@${frame}` as CuboidId
