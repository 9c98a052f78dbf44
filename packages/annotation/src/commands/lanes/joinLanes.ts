import type { Polyline } from '@trueline/geometry'
import { type Annotations, linksAt, linksOf, mapElementOf } from '../../annotations.ts'
import type { LaneId, RecordId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { Lane, LaneBoundary } from '../../records/lane.ts'
import type { AnnotationRecord } from '../../records/record.ts'
import { patchTo } from '../changes.ts'
import { boundaryLine, lanesBoundedBy } from './boundaries.ts'
import { UnsoundLinkError } from './errors.ts'
import { openLane, openMapElement, touched } from './guards.ts'
import { relinked } from './linkFixed.ts'

/**
 * Makes a lane and its successor one, which keeps the first one's id and attributes. Boundaries that
 * only the two have are made one too; the second one's that others share stay where they are, and the
 * lane is then without a boundary on that side.
 *
 * @throws {UnknownFixedError} when one of them does not exist.
 * @throws {FrozenFixedError} when one of them is final.
 * @throws {UnsoundLinkError} when the second is not the only successor of the first, or has others before it.
 */
export function joinLanes(
  annotations: Annotations,
  args: { readonly first: LaneId; readonly second: LaneId },
): Patch {
  const [first, second] = [openLane(annotations, args.first), openLane(annotations, args.second)]
  refuseBranches(annotations, first, second)
  const after = new Map<RecordId, AnnotationRecord | null>()
  const left = joinedSide(annotations, [first, second, 'left'], after)
  const right = joinedSide(annotations, [first, second, 'right'], after)
  const centerLine = joined(first.centerLine, second.centerLine)
  after.set(first.id, { ...touched(first), centerLine, left, right })
  after.set(second.id, null)
  for (const link of linksAt(annotations, second.id)) {
    after.set(link.id, null)
    const from = link.from === second.id ? first.id : link.from
    const to = link.to === second.id ? first.id : link.to
    if (from === to) continue
    const moved = relinked(link, { ...link, from, to })
    // What the first has already, as a neighbour along both, is said once.
    if (!linksAt(annotations, first.id).some(({ id }) => id === moved.id))
      after.set(moved.id, moved)
  }
  return patchTo(annotations, after)
}

function refuseBranches(annotations: Annotations, first: Lane, second: Lane): void {
  const successors = linksOf(annotations).filter(
    ({ linkKind, state }) => linkKind === 'successor' && state !== 'rejected',
  )
  const after = successors.filter(({ from }) => from === first.id).map(({ to }) => to)
  const before = successors.filter(({ to }) => to === second.id).map(({ from }) => from)
  if (after.length === 1 && before.length === 1 && after[0] === second.id) return
  throw new UnsoundLinkError(
    `Expected ${second.id} to be the only successor of ${first.id} and that its only predecessor, found ${after.join(', ') || 'none'} after it and ${before.join(', ') || 'none'} before`,
  )
}

function joinedSide(
  annotations: Annotations,
  [first, second, side]: readonly [Lane, Lane, 'left' | 'right'],
  after: Map<RecordId, AnnotationRecord | null>,
): LaneBoundary | null {
  const [a, b] = [first[side], second[side]]
  if (a === null || b === null) return null
  if (a.elementId === b.elementId) return a
  const lines = [boundaryLine(annotations, a), boundaryLine(annotations, b)] as const
  const isTheirs = [a, b].every((one) =>
    lanesBoundedBy(annotations, one.elementId).every(
      ({ id }) => id === first.id || id === second.id,
    ),
  )
  if (lines[0] === null || lines[1] === null || !isTheirs) return null
  const element = openMapElement(annotations, a.elementId)
  const points = joined(lines[0], lines[1])
  const inOwnDirection = a.isReversed ? [...points].reverse() : points
  after.set(element.id, { ...touched(element), shape: { kind: 'line', points: inOwnDirection } })
  if (mapElementOf(annotations, b.elementId)?.state !== 'final') after.set(b.elementId, null)
  return a
}

/** One line after the other; the point where they meet once. */
function joined(a: Polyline, b: Polyline): Polyline {
  const [end, start] = [a.at(-1), b[0]]
  const meets =
    end !== undefined && start !== undefined && end.every((v, axis) => v === start[axis])
  return [...a, ...(meets ? b.slice(1) : b)]
}
