import { type Annotations, allRecords } from '../annotations.ts'
import type { TrackId } from '../ids.ts'
import type { Box2d } from '../records/box2d.ts'

/** The 2D boxes of a track. Looks through all records: for commands on whole tracks. */
export function boxesOf(annotations: Annotations, trackId: TrackId): readonly Box2d[] {
  const boxes: Box2d[] = []
  for (const record of allRecords(annotations)) {
    if (record.kind === 'box2d' && record.trackId === trackId) boxes.push(record)
  }
  return boxes
}
