import { type Annotations, linksAt, recordOf } from '../../annotations.ts'
import type { LaneId, MapElementId, RecordId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { Lane } from '../../records/lane.ts'
import type { AnnotationRecord } from '../../records/record.ts'
import { patchTo } from '../changes.ts'
import { lanesBoundedBy } from './boundaries.ts'
import { FrozenFixedError } from './errors.ts'
import { existingFixed } from './guards.ts'

/**
 * Takes a lane or map element away with its links: what a person added is gone, a pre-label is
 * rejected. A lane's boundaries go with it where no other lane has them; lanes lose a boundary that
 * goes.
 *
 * @throws {UnknownFixedError} when there is none.
 * @throws {FrozenFixedError} when it, a link of it or a lane that would lose its boundary is final.
 */
export function deleteFixed(
  annotations: Annotations,
  { id }: { readonly id: LaneId | MapElementId },
): Patch {
  const record = existingFixed(annotations, id)
  const after = new Map<RecordId, AnnotationRecord | null>()
  remove(annotations, record, after)
  if (record.kind === 'lane') {
    for (const boundary of [record.left, record.right]) {
      const element = boundary && recordOf(annotations, boundary.elementId)
      if (element?.kind !== 'mapElement' || element.state === 'final') continue
      const isShared = lanesBoundedBy(annotations, element.id).some(
        (lane) => lane.id !== record.id && lane.state !== 'rejected',
      )
      if (!isShared) remove(annotations, element, after)
    }
    return patchTo(annotations, after)
  }
  for (const lane of lanesBoundedBy(annotations, record.id)) {
    if (lane.state === 'final') throw new FrozenFixedError('lane', lane.id)
    // A rejected element may be taken back: only what is gone is no longer named.
    if (record.state === 'added') after.set(lane.id, without(lane, record.id))
  }
  return patchTo(annotations, after)
}

function remove(
  annotations: Annotations,
  record: Extract<AnnotationRecord, { kind: 'lane' | 'mapElement' }>,
  after: Map<RecordId, AnnotationRecord | null>,
): void {
  for (const gone of [record, ...linksAt(annotations, record.id)]) {
    if (gone.state === 'final') throw new FrozenFixedError(gone.kind, gone.id)
    // Links of something that is gone would lead nowhere.
    const isGone = gone.state === 'added' || (gone.kind === 'link' && record.state === 'added')
    after.set(gone.id, isGone ? null : { ...gone, state: 'rejected' })
  }
}

function without(lane: Lane, id: MapElementId): Lane {
  const keep = <Side extends Lane['left']>(side: Side): Side | null =>
    side?.elementId === id ? null : side
  return { ...lane, left: keep(lane.left), right: keep(lane.right) }
}
