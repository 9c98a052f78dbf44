import type { Annotations } from '../../annotations.ts'
import type { LaneId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import { patchOf } from '../changes.ts'
import { derivedCenterLine } from './boundaries.ts'
import { UnsoundShapeError } from './errors.ts'
import { openLane, touched } from './guards.ts'

/**
 * Puts a lane's middle half way between its boundaries, to follow them from now on.
 *
 * @throws {UnknownFixedError} when there is no such lane.
 * @throws {FrozenFixedError} when it is final.
 * @throws {UnsoundShapeError} when it does not have both boundaries.
 */
export function deriveCenterLine(
  annotations: Annotations,
  { laneId }: { readonly laneId: LaneId },
): Patch {
  const lane = openLane(annotations, laneId)
  const centerLine = derivedCenterLine(annotations, lane)
  if (centerLine === null) {
    throw new UnsoundShapeError(`Expected a left and a right boundary, lane ${laneId} lacks one`)
  }
  return patchOf(annotations, [{ ...touched(lane), centerLine, isCenterDerived: true }])
}
