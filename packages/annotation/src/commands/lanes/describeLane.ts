import type { Annotations } from '../../annotations.ts'
import type { LaneId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { Lane } from '../../records/lane.ts'
import { patchOf } from '../changes.ts'
import { openLane, touched } from './guards.ts'

/** What is said of a lane beside where it is. */
export type LaneDescription = Pick<
  Lane,
  'laneKind' | 'direction' | 'turn' | 'isInJunction' | 'speedLimit'
>

/**
 * Says something else of a lane.
 *
 * @throws {UnknownFixedError} when there is no such lane.
 * @throws {FrozenFixedError} when it is final.
 */
export function describeLane(
  annotations: Annotations,
  { laneId, ...description }: Partial<LaneDescription> & { readonly laneId: LaneId },
): Patch {
  const lane = openLane(annotations, laneId)
  return patchOf(annotations, [{ ...touched(lane), ...description }])
}
