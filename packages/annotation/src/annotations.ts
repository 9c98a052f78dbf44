import {
  type BucketMap,
  bucketKeys,
  bucketValue,
  changeBuckets,
  EMPTY_BUCKETS,
} from './bucketMap.ts'
import {
  cuboidId,
  type LaneId,
  type MapElementId,
  type RecordId,
  type RemarkId,
  type TrackId,
} from './ids.ts'
import type { Patch } from './patch.ts'
import type { Box2d } from './records/box2d.ts'
import type { CuboidRecord } from './records/cuboid.ts'
import type { Lane } from './records/lane.ts'
import type { Link } from './records/link.ts'
import type { MapElement } from './records/mapElement.ts'
import type { AnnotationRecord } from './records/record.ts'
import type { Remark } from './records/remark.ts'
import type { ReviewState } from './records/reviewState.ts'
import type { Track } from './records/track.ts'
import { editSortedList, editSortedLists } from './sortedLists.ts'

/**
 * The document: every record, found by id, track, frame or link. Never changed in place.
 *
 * An edit shares all it does not touch with the version before, so it costs microseconds however
 * large the clip is, and a list that is the same array as before has not changed. Equal records make
 * equal documents, whatever edits led to them. Rejected cuboids are in it: see `isShown`.
 */
export type Annotations = {
  readonly records: BucketMap<RecordId, AnnotationRecord>
  readonly tracks: readonly Track[]
  readonly cuboidsByTrack: BucketMap<TrackId, readonly CuboidRecord[]>
  readonly cuboidsByFrame: BucketMap<number, readonly CuboidRecord[]>
  readonly box2dsByFrame: BucketMap<number, readonly Box2d[]>
  readonly lanes: readonly Lane[]
  readonly mapElements: readonly MapElement[]
  readonly links: readonly Link[]
  readonly linksByEnd: BucketMap<RecordId, readonly Link[]>
  readonly remarks: readonly Remark[]
}

/** The document without records. */
export const emptyAnnotations: Annotations = {
  records: EMPTY_BUCKETS,
  tracks: [],
  cuboidsByTrack: EMPTY_BUCKETS,
  cuboidsByFrame: EMPTY_BUCKETS,
  box2dsByFrame: EMPTY_BUCKETS,
  lanes: [],
  mapElements: [],
  links: [],
  linksByEnd: EMPTY_BUCKETS,
  remarks: [],
}

const NONE: readonly never[] = []

/** The document of these records; of several with one id the last. */
export function annotationsOf(records: Iterable<AnnotationRecord>): Annotations {
  const patch = Array.from(records, (after) => ({ recordId: after.id, before: null, after }))
  return applyPatch(emptyAnnotations, patch)
}

/** The record with an id, or `undefined`. */
export function recordOf(annotations: Annotations, id: RecordId): AnnotationRecord | undefined {
  return bucketValue(annotations.records, id)
}

/** The track with an id, or `undefined`. */
export function trackOf(annotations: Annotations, id: TrackId): Track | undefined {
  const record = recordOf(annotations, id)
  return record?.kind === 'track' ? record : undefined
}

/** Every track, by number. The same array while no track changed. */
export function tracksOf(annotations: Annotations): readonly Track[] {
  return annotations.tracks
}

/** A track's cuboid at a frame, or `undefined`. */
export function cuboidOf(
  annotations: Annotations,
  trackId: TrackId,
  frame: number,
): CuboidRecord | undefined {
  const record = recordOf(annotations, cuboidId(trackId, frame))
  return record?.kind === 'cuboid' ? record : undefined
}

/** A frame's cuboids, by track id. The same array while none of them changed. */
export function cuboidsAt(annotations: Annotations, frame: number): readonly CuboidRecord[] {
  return bucketValue(annotations.cuboidsByFrame, frame) ?? NONE
}

/** A track's cuboids, by frame. The same array while none of them changed. */
export function cuboidsOf(annotations: Annotations, trackId: TrackId): readonly CuboidRecord[] {
  return bucketValue(annotations.cuboidsByTrack, trackId) ?? NONE
}

/** A frame's 2D boxes, by id. The same array while none of them changed. */
export function box2dsAt(annotations: Annotations, frame: number): readonly Box2d[] {
  return bucketValue(annotations.box2dsByFrame, frame) ?? NONE
}

/** Every lane, by id. The same array while no lane changed. */
export function lanesOf(annotations: Annotations): readonly Lane[] {
  return annotations.lanes
}

/** The lane with an id, or `undefined`. */
export function laneOf(annotations: Annotations, id: LaneId): Lane | undefined {
  const record = recordOf(annotations, id)
  return record?.kind === 'lane' ? record : undefined
}

/** Every map element, by id. The same array while none of them changed. */
export function mapElementsOf(annotations: Annotations): readonly MapElement[] {
  return annotations.mapElements
}

/** The map element with an id, or `undefined`. */
export function mapElementOf(annotations: Annotations, id: MapElementId): MapElement | undefined {
  const record = recordOf(annotations, id)
  return record?.kind === 'mapElement' ? record : undefined
}

/** Every link, by id. The same array while none of them changed. */
export function linksOf(annotations: Annotations): readonly Link[] {
  return annotations.links
}

/** The links from or to a lane or map element, by id. The same array while none of them changed. */
export function linksAt(annotations: Annotations, id: Link['from']): readonly Link[] {
  return bucketValue(annotations.linksByEnd, id) ?? NONE
}

/** Every remark, by id. The same array while none of them changed. */
export function remarksOf(annotations: Annotations): readonly Remark[] {
  return annotations.remarks
}

/** The remark with an id, or `undefined`. */
export function remarkOf(annotations: Annotations, id: RemarkId): Remark | undefined {
  const record = recordOf(annotations, id)
  return record?.kind === 'remark' ? record : undefined
}

/**
 * Every record: tracks by number, then cuboids and then 2D boxes by frame, then lanes, map elements,
 * links and remarks by id.
 */
export function* allRecords(annotations: Annotations): Generator<AnnotationRecord> {
  yield* annotations.tracks
  yield* inFrameOrder(annotations.cuboidsByFrame)
  yield* inFrameOrder(annotations.box2dsByFrame)
  yield* annotations.lanes
  yield* annotations.mapElements
  yield* annotations.links
  yield* annotations.remarks
}

function* inFrameOrder<Item>(lists: BucketMap<number, readonly Item[]>): Generator<Item> {
  const frames = [...bucketKeys(lists)].sort((a, b) => a - b)
  for (const frame of frames) yield* bucketValue(lists, frame) ?? NONE
}

/** Whether a cuboid or fixed record is a label: a rejected pre-label is kept, and neither shown nor exported. */
export function isShown({ state }: { readonly state: ReviewState }): boolean {
  return state !== 'rejected'
}

/** Whether a 2D box is a label: one beside its track's rejected cuboid is not. */
export function isBoxShown(annotations: Annotations, { trackId, frame }: Box2d): boolean {
  return trackId === null || cuboidOf(annotations, trackId, frame)?.state !== 'rejected'
}

/** Every record that is a label, which remarks are not, in the order of `allRecords`: what an export writes. */
export function* shownRecords(annotations: Annotations): Generator<AnnotationRecord> {
  const boxes = [...inFrameOrder(annotations.box2dsByFrame)].filter((box) =>
    isBoxShown(annotations, box),
  )
  const boxed = new Set(boxes.map(({ trackId }) => trackId))
  for (const track of annotations.tracks) {
    const cuboids = cuboidsOf(annotations, track.id)
    // A track all of whose pre-labels were rejected is no object.
    if (cuboids.length === 0 || cuboids.some(isShown) || boxed.has(track.id)) yield track
  }
  for (const cuboid of inFrameOrder(annotations.cuboidsByFrame)) if (isShown(cuboid)) yield cuboid
  yield* boxes
  yield* annotations.lanes.filter(isShown)
  yield* annotations.mapElements.filter(isShown)
  yield* annotations.links.filter(isShown)
}

/** The document after a patch. Its cost grows with the patch and with the lists it touches. */
export function applyPatch(annotations: Annotations, patch: Patch): Annotations {
  const records = new Map<RecordId, AnnotationRecord | undefined>()
  const byTrack = editSortedLists(annotations.cuboidsByTrack, byFrame)
  const atFrame = editSortedLists(annotations.cuboidsByFrame, byTrackId)
  const boxes = editSortedLists(annotations.box2dsByFrame, byId)
  const linked = editSortedLists(annotations.linksByEnd, byId)
  const tracks = editSortedList(annotations.tracks, byNumber)
  const lanes = editSortedList(annotations.lanes, byId)
  const elements = editSortedList(annotations.mapElements, byId)
  const links = editSortedList(annotations.links, byId)
  const remarks = editSortedList(annotations.remarks, byId)
  for (const { recordId, after } of patch) {
    const before = records.has(recordId) ? records.get(recordId) : recordOf(annotations, recordId)
    if (after === (before ?? null)) continue
    records.set(recordId, after ?? undefined)
    for (const [record, isThere] of [[before, false] as const, [after, true] as const]) {
      const change = isThere ? 'insert' : 'remove'
      switch (record?.kind) {
        case 'track':
          tracks[change](record)
          break
        case 'cuboid':
          byTrack[change](record.trackId, record)
          atFrame[change](record.frame, record)
          break
        case 'box2d':
          boxes[change](record.frame, record)
          break
        case 'lane':
          lanes[change](record)
          break
        case 'mapElement':
          elements[change](record)
          break
        case 'link':
          links[change](record)
          linked[change](record.from, record)
          if (record.to !== record.from) linked[change](record.to, record)
          break
        case 'remark':
          remarks[change](record)
          break
        case undefined:
          break
      }
    }
  }
  if (records.size === 0) return annotations
  return {
    records: changeBuckets(annotations.records, records),
    tracks: tracks.finish(),
    cuboidsByTrack: byTrack.finish(),
    cuboidsByFrame: atFrame.finish(),
    box2dsByFrame: boxes.finish(),
    lanes: lanes.finish(),
    mapElements: elements.finish(),
    links: links.finish(),
    linksByEnd: linked.finish(),
    remarks: remarks.finish(),
  }
}

function byNumber(a: Track, b: Track): number {
  return a.number - b.number || byId(a, b)
}

function byFrame(a: CuboidRecord, b: CuboidRecord): number {
  return a.frame - b.frame
}

function byTrackId(a: CuboidRecord, b: CuboidRecord): number {
  return a.trackId < b.trackId ? -1 : a.trackId > b.trackId ? 1 : 0
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
