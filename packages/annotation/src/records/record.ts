import type { TrackId } from '../ids.ts'
import type { Box2d } from './box2d.ts'
import type { CuboidRecord } from './cuboid.ts'
import type { Lane } from './lane.ts'
import type { Link } from './link.ts'
import type { MapElement } from './mapElement.ts'
import type { Remark } from './remark.ts'
import type { Track } from './track.ts'

/** Anything people edit. */
export type AnnotationRecord = Track | FrameRecord | FixedRecord | Remark

/** What is told of one frame. */
export type FrameRecord = CuboidRecord | Box2d

/** What does not move: told once, in world space. */
export type FixedRecord = Lane | MapElement | Link

/** Who made a value. Only values no human set are ever recomputed. */
export type Provenance = 'human' | 'model' | 'import' | 'interpolated' | 'refit'

/** Whether a record is told of one frame. */
export function isFrameRecord(record: AnnotationRecord): record is FrameRecord {
  return record.kind === 'cuboid' || record.kind === 'box2d'
}

/** Whether a record is of what does not move. */
export function isFixedRecord(record: AnnotationRecord): record is FixedRecord {
  return record.kind === 'lane' || record.kind === 'mapElement' || record.kind === 'link'
}

/** The track a record is or belongs to; `null` of what belongs to none. */
export function trackIdOf(record: AnnotationRecord): TrackId | null {
  if (record.kind === 'track') return record.id
  return isFrameRecord(record) || record.kind === 'remark' ? record.trackId : null
}
