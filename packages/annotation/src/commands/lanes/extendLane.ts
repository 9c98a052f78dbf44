import { distance, offsetPolyline, type Polyline } from '@trueline/geometry'
import type { Annotations } from '../../annotations.ts'
import type { LaneId, MapElementId, RecordId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { LaneBoundary } from '../../records/lane.ts'
import type { AnnotationRecord } from '../../records/record.ts'
import { patchTo } from '../changes.ts'
import { boundaryLine, lanesBoundedBy } from './boundaries.ts'
import { UnsoundShapeError } from './errors.ts'
import { openLane, openMapElement, refuseUnsoundLine, touched } from './guards.ts'

/** In meters: boundaries that end further from a lane's end than so much of the width do not end with it. */
const FURTHEST_END_M = 6

/**
 * Leads a lane on from its end through more points, and with it the boundaries that it alone has, as far to the
 * side as they are at its end; what other lanes share stays as it is.
 *
 * @throws {UnknownFixedError} when there is no such lane.
 * @throws {FrozenFixedError} when it, or a boundary that is its alone, is final.
 * @throws {UnsoundShapeError} when there is no further point, or one that is not finite.
 */
export function extendLane(
  annotations: Annotations,
  { laneId, points }: { readonly laneId: LaneId; readonly points: Polyline },
): Patch {
  const lane = openLane(annotations, laneId)
  refuseUnsoundLine(points, 1)
  const end = lane.centerLine.at(-1)!
  const further = points.filter(
    (point, index) => distance(point, index === 0 ? end : points[index - 1]!) > 0,
  )
  if (further.length === 0)
    throw new UnsoundShapeError('Expected a point beyond the end, found none')
  const centerLine = [...lane.centerLine, ...further]
  const after = new Map<RecordId, AnnotationRecord | null>()
  after.set(lane.id, { ...touched(lane), centerLine })
  for (const side of [lane.left, lane.right]) {
    const longer = side && sideAhead(annotations, side, { laneId, path: [end, ...further] })
    if (longer) after.set(longer.id, longer)
  }
  return patchTo(annotations, after)
}

function sideAhead(
  annotations: Annotations,
  side: LaneBoundary,
  { laneId, path }: { readonly laneId: LaneId; readonly path: Polyline },
) {
  const line = boundaryLine(annotations, side)
  const last = line?.at(-1)
  if (!line || last === undefined) return null
  const isShared = lanesBoundedBy(annotations, side.elementId).some(({ id }) => id !== laneId)
  if (isShared || distance(last, path[0]!) > FURTHEST_END_M) return null
  const element = openMapElement(annotations, side.elementId as MapElementId)
  const ahead = path[1]!
  const [dx, dy] = [ahead[0] - path[0]![0], ahead[1] - path[0]![1]]
  const length = Math.hypot(dx, dy)
  if (length === 0) return null
  const [x, y] = [last[0] - path[0]![0], last[1] - path[0]![1]]
  const left = (dx * y - dy * x) / length
  const beside = offsetPolyline(path, left).slice(1)
  const longer = [...line, ...beside]
  const points = side.isReversed ? longer.toReversed() : longer
  return { ...touched(element), shape: { kind: 'line', points } } as const
}
