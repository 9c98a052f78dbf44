import {
  type BucketMap,
  bucketKeys,
  bucketValue,
  changeBuckets,
  EMPTY_BUCKETS,
} from './bucketMap.ts'
import { cuboidId, type RecordId, type TrackId } from './ids.ts'
import type { Patch } from './patch.ts'
import type { Box2d } from './records/box2d.ts'
import type { CuboidRecord } from './records/cuboid.ts'
import type { AnnotationRecord } from './records/record.ts'
import type { Track } from './records/track.ts'
import { editSortedLists, insertSorted, removeSorted } from './sortedLists.ts'

/**
 * The document: every record, found by id, track or frame. Never changed in place.
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
}

/** The document without records. */
export const emptyAnnotations: Annotations = {
  records: EMPTY_BUCKETS,
  tracks: [],
  cuboidsByTrack: EMPTY_BUCKETS,
  cuboidsByFrame: EMPTY_BUCKETS,
  box2dsByFrame: EMPTY_BUCKETS,
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

/** Every record: tracks by number, then cuboids and then 2D boxes by frame. */
export function* allRecords(annotations: Annotations): Generator<AnnotationRecord> {
  yield* annotations.tracks
  yield* inFrameOrder(annotations.cuboidsByFrame)
  yield* inFrameOrder(annotations.box2dsByFrame)
}

function* inFrameOrder<Item>(lists: BucketMap<number, readonly Item[]>): Generator<Item> {
  const frames = [...bucketKeys(lists)].sort((a, b) => a - b)
  for (const frame of frames) yield* bucketValue(lists, frame) ?? NONE
}

/** Whether a cuboid is a label: a rejected pre-label is kept, and neither shown nor exported. */
export function isShown(cuboid: CuboidRecord): boolean {
  return cuboid.state !== 'rejected'
}

/** Whether a 2D box is a label: one beside its track's rejected cuboid is not. */
export function isBoxShown(annotations: Annotations, { trackId, frame }: Box2d): boolean {
  return trackId === null || cuboidOf(annotations, trackId, frame)?.state !== 'rejected'
}

/** Every record that is a label, in the order of `allRecords`: what an export writes. */
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
}

/** The document after a patch. Its cost grows with the patch and with the lists it touches. */
export function applyPatch(annotations: Annotations, patch: Patch): Annotations {
  const records = new Map<RecordId, AnnotationRecord | undefined>()
  const byTrack = editSortedLists(annotations.cuboidsByTrack, byFrame)
  const atFrame = editSortedLists(annotations.cuboidsByFrame, byTrackId)
  const boxes = editSortedLists(annotations.box2dsByFrame, byId)
  let tracks: Track[] | null = null
  for (const { recordId, after } of patch) {
    const before = records.has(recordId) ? records.get(recordId) : recordOf(annotations, recordId)
    if (after === (before ?? null)) continue
    records.set(recordId, after ?? undefined)
    for (const [record, isThere] of [[before, false] as const, [after, true] as const]) {
      switch (record?.kind) {
        case 'track':
          tracks ??= [...annotations.tracks]
          if (isThere) insertSorted(tracks, record, byNumber)
          else removeSorted(tracks, record, byNumber)
          break
        case 'cuboid':
          byTrack[isThere ? 'insert' : 'remove'](record.trackId, record)
          atFrame[isThere ? 'insert' : 'remove'](record.frame, record)
          break
        case 'box2d':
          boxes[isThere ? 'insert' : 'remove'](record.frame, record)
          break
        case undefined:
          break
      }
    }
  }
  if (records.size === 0) return annotations
  return {
    records: changeBuckets(annotations.records, records),
    tracks: tracks ?? annotations.tracks,
    cuboidsByTrack: byTrack.finish(),
    cuboidsByFrame: atFrame.finish(),
    box2dsByFrame: boxes.finish(),
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
