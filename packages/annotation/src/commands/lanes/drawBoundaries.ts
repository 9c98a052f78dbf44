import { offsetPolyline, type Polyline } from '@trueline/geometry'
import type { Annotations } from '../../annotations.ts'
import type { LaneId, MapElementId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { LaneBoundary } from '../../records/lane.ts'
import { patchOf } from '../changes.ts'
import { newMapElement } from './createMapElement.ts'
import { openLane, refuseTaken, touched } from './guards.ts'

/**
 * Draws the boundaries that a lane lacks, half a width to either side of its middle.
 *
 * @throws {UnknownFixedError} when there is no such lane.
 * @throws {FrozenFixedError} when it is final.
 * @throws {TakenError} when the id of a boundary to be drawn is in use.
 * @throws {RangeError} when the middle is a single place seen from above.
 */
export function drawBoundaries(
  annotations: Annotations,
  args: {
    readonly laneId: LaneId
    /** Of the lane, in meters. */
    readonly width: number
    readonly leftId: MapElementId
    readonly rightId: MapElementId
  },
): Patch {
  const lane = openLane(annotations, args.laneId)
  const drawn = [
    ...(lane.left === null ? [{ side: 'left', id: args.leftId, offset: args.width / 2 }] : []),
    ...(lane.right === null ? [{ side: 'right', id: args.rightId, offset: -args.width / 2 }] : []),
  ] as const
  if (drawn.length === 0) return []
  refuseTaken(annotations, ...drawn.map(({ id }) => id))
  const elements = drawn.map(({ id, offset }) =>
    boundaryElement(id, offsetPolyline(lane.centerLine, offset)),
  )
  const sides = Object.fromEntries(
    drawn.map(({ side, id }): [string, LaneBoundary] => [
      side,
      { elementId: id, isReversed: false },
    ]),
  )
  return patchOf(annotations, [...elements, { ...touched(lane), ...sides }])
}

/** A lane boundary along a line that nobody has said the paint of. */
export function boundaryElement(elementId: MapElementId, points: Polyline) {
  return newMapElement({
    elementId,
    elementKind: 'laneBoundary',
    shape: { kind: 'line', points },
    marks: [{ from: 0, pattern: 'unknown', color: null }],
  })
}
