import { distance, mix, type Polyline, type Vec3 } from '@trueline/geometry'
import { type Annotations, applyPatch } from '../../annotations.ts'
import type { LaneId, MapElementId, RecordId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { Lane, LaneBoundary } from '../../records/lane.ts'
import type { AnnotationRecord } from '../../records/record.ts'
import { patchTo } from '../changes.ts'
import { boundaryLine, derivedCenterLine, lanesBoundedBy } from './boundaries.ts'
import { openLane, openMapElement, touched } from './guards.ts'

/** In meters: boundaries whose ends are further apart are not meant to meet. */
const FURTHEST_SIDE_M = 3

/**
 * Lets a lane end where another begins: both go to the middle between the two, and their boundaries' ends with
 * them, for all lanes that share those. Middles that are derived follow their boundaries.
 *
 * @throws {UnknownFixedError} when one of them does not exist.
 * @throws {FrozenFixedError} when one of them, or a boundary that would move, is final.
 */
export function snapEnds(
  annotations: Annotations,
  args: { readonly from: LaneId; readonly to: LaneId },
): Patch {
  const [from, to] = [openLane(annotations, args.from), openLane(annotations, args.to)]
  const after = new Map<RecordId, AnnotationRecord | null>()
  const moved = new Set<MapElementId>()
  for (const side of ['left', 'right'] as const) {
    snapSides(annotations, [from[side], to[side]], { after, moved })
  }
  const now = applyPatch(annotations, patchTo(annotations, after))
  const followers = new Set([...moved].flatMap((id) => lanesBoundedBy(now, id)))
  for (const lane of followers) {
    if (!lane.isCenterDerived || lane.state === 'final') continue
    const centerLine = derivedCenterLine(now, lane)
    if (centerLine !== null) after.set(lane.id, { ...lane, centerLine })
  }
  const [end, start] = [from.centerLine.at(-1)!, to.centerLine[0]!]
  const meeting = mix(end, start, 0.5)
  const put = (lane: Lane, at: 'start' | 'end'): void => {
    if (lane.isCenterDerived && after.has(lane.id)) return
    const known = (after.get(lane.id) as Lane | undefined) ?? lane
    after.set(lane.id, { ...touched(known), centerLine: withEnd(known.centerLine, at, meeting) })
  }
  put(from, 'end')
  put(to, 'start')
  return patchTo(annotations, after)
}

type Snapping = {
  readonly after: Map<RecordId, AnnotationRecord | null>
  readonly moved: Set<MapElementId>
}

function snapSides(
  annotations: Annotations,
  [a, b]: readonly [LaneBoundary | null, LaneBoundary | null],
  { after, moved }: Snapping,
): void {
  if (a === null || b === null || a.elementId === b.elementId) return
  const [line, next] = [boundaryLine(annotations, a), boundaryLine(annotations, b)]
  const [end, start] = [line?.at(-1), next?.[0]]
  if (!line || !next || end === undefined || start === undefined) return
  const apart = distance(end, start)
  if (apart === 0 || apart > FURTHEST_SIDE_M) return
  const meeting = mix(end, start, 0.5)
  const put = ({ elementId, isReversed }: LaneBoundary, points: Polyline): void => {
    const known = after.get(elementId)
    const element = known?.kind === 'mapElement' ? known : openMapElement(annotations, elementId)
    const own = isReversed ? points.toReversed() : points
    after.set(elementId, { ...touched(element), shape: { kind: 'line', points: own } })
    moved.add(elementId)
  }
  put(a, withEnd(line, 'end', meeting))
  put(b, withEnd(next, 'start', meeting))
}

function withEnd(line: Polyline, at: 'start' | 'end', point: Vec3): Polyline {
  return at === 'start' ? [point, ...line.slice(1)] : [...line.slice(0, -1), point]
}
