import type { Annotations } from '../../annotations.ts'
import type { LaneId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import { patchOf } from '../changes.ts'
import { openLane, touched } from './guards.ts'

/**
 * Calls a lane's left boundary its right one and the other way about; its direction stays.
 *
 * @throws {UnknownFixedError} when there is no such lane.
 * @throws {FrozenFixedError} when it is final.
 */
export function swapSides(
  annotations: Annotations,
  { laneId }: { readonly laneId: LaneId },
): Patch {
  const lane = openLane(annotations, laneId)
  return patchOf(annotations, [{ ...touched(lane), left: lane.right, right: lane.left }])
}
