import { distance } from '@trueline/geometry'
import { type Annotations, applyPatch, linksAt, recordOf } from '../../annotations.ts'
import type { LaneId, MapElementId, RecordId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { LaneBoundary } from '../../records/lane.ts'
import type { MapElement } from '../../records/mapElement.ts'
import type { AnnotationRecord } from '../../records/record.ts'
import { patchTo } from '../changes.ts'
import { lanesBoundedBy } from './boundaries.ts'
import { deleteFixed } from './deleteFixed.ts'
import { UnsoundLinkError } from './errors.ts'
import { existingFixed, openLane } from './guards.ts'
import { relinked } from './linkFixed.ts'

/**
 * Takes away what is told twice: links of the one that goes are then links of the one that stays, and lanes that
 * it bounds are bounded by that.
 *
 * @throws {UnknownFixedError} when one of them does not exist.
 * @throws {FrozenFixedError} when what goes, a link of it or a lane that it bounds is final.
 * @throws {UnsoundLinkError} when one is a lane and the other is none, or both are one.
 */
export function mergeLines(
  annotations: Annotations,
  args: { readonly stays: LaneId | MapElementId; readonly goes: LaneId | MapElementId },
): Patch {
  const [stays, goes] = [
    existingFixed(annotations, args.stays),
    existingFixed(annotations, args.goes),
  ]
  if (stays.kind !== goes.kind || stays.id === goes.id) {
    throw new UnsoundLinkError(`Expected two alike, found ${stays.id} and ${goes.id}`)
  }
  const after = new Map<RecordId, AnnotationRecord | null>()
  for (const link of linksAt(annotations, goes.id)) {
    const from = link.from === goes.id ? stays.id : link.from
    const to = link.to === goes.id ? stays.id : link.to
    const moved = relinked(link, { ...link, from, to })
    const known = recordOf(annotations, moved.id)
    if (from !== to && (known === undefined || known.kind !== 'link')) after.set(moved.id, moved)
  }
  if (stays.kind === 'mapElement' && goes.kind === 'mapElement') {
    const isTurned = runAgainst(stays, goes)
    const side = (boundary: LaneBoundary | null): LaneBoundary | null =>
      boundary?.elementId === goes.id
        ? { elementId: stays.id, isReversed: boundary.isReversed !== isTurned }
        : boundary
    for (const { id } of lanesBoundedBy(annotations, goes.id)) {
      const lane = openLane(annotations, id)
      after.set(id, { ...lane, left: side(lane.left), right: side(lane.right) })
    }
  }
  const moved = applyPatch(annotations, patchTo(annotations, after))
  for (const { recordId, after: now } of deleteFixed(moved, { id: goes.id }))
    after.set(recordId, now)
  return patchTo(annotations, after)
}

/** Whether two lines at one place run against one another. */
function runAgainst({ shape: a }: MapElement, { shape: b }: MapElement): boolean {
  if (a.kind !== 'line' || b.kind !== 'line') return false
  return distance(a.points[0]!, b.points.at(-1)!) < distance(a.points[0]!, b.points[0]!)
}
