import { type Annotations, linksAt } from '../../annotations.ts'
import type { LaneId, RecordId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { LaneBoundary } from '../../records/lane.ts'
import type { AnnotationRecord } from '../../records/record.ts'
import { patchTo } from '../changes.ts'
import { openLane, touched } from './guards.ts'
import { relinked } from './linkFixed.ts'

/**
 * Turns a lane's direction about: left is then right, its neighbours change sides, and what it went on
 * as or came from no longer is: those links are gone.
 *
 * @throws {UnknownFixedError} when there is no such lane.
 * @throws {FrozenFixedError} when it is final.
 */
export function reverseLane(
  annotations: Annotations,
  { laneId }: { readonly laneId: LaneId },
): Patch {
  const lane = openLane(annotations, laneId)
  const after = new Map<RecordId, AnnotationRecord | null>()
  after.set(lane.id, {
    ...touched(lane),
    centerLine: [...lane.centerLine].reverse(),
    left: turned(lane.right),
    right: turned(lane.left),
    ...(lane.knots === undefined ? {} : { knots: lane.knots.toReversed() }),
  })
  for (const link of linksAt(annotations, lane.id)) {
    if (link.linkKind === 'successor') after.set(link.id, null)
  }
  // Only now the neighbours: one may have been on both sides.
  for (const link of linksAt(annotations, lane.id)) {
    if (link.from !== lane.id || !isNeighbour(link.linkKind)) continue
    const linkKind = link.linkKind === 'leftNeighbour' ? 'rightNeighbour' : 'leftNeighbour'
    if (!after.has(link.id)) after.set(link.id, null)
    const other = relinked(link, { ...link, linkKind })
    after.set(other.id, other)
  }
  return patchTo(annotations, after)
}

function isNeighbour(kind: string): kind is 'leftNeighbour' | 'rightNeighbour' {
  return kind === 'leftNeighbour' || kind === 'rightNeighbour'
}

function turned(boundary: LaneBoundary | null): LaneBoundary | null {
  return boundary === null ? null : { ...boundary, isReversed: !boundary.isReversed }
}
