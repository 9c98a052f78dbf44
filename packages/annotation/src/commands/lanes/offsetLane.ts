import { offsetPolyline } from '@trueline/geometry'
import { type Annotations, mapElementOf } from '../../annotations.ts'
import type { LaneId, MapElementId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import { patchOf } from '../changes.ts'
import { boundaryLine } from './boundaries.ts'
import { boundaryElement } from './drawBoundaries.ts'
import { openLane, refuseTaken } from './guards.ts'
import { newLink } from './linkFixed.ts'

/**
 * Adds a lane beside another, in its direction: it shares the boundary between them, gets one of its
 * own on the far side, and the two are neighbours.
 *
 * @throws {UnknownFixedError} when there is no such lane.
 * @throws {FrozenFixedError} when it is final.
 * @throws {TakenError} when one of the new ids is in use.
 * @throws {RangeError} when the lane is a single place seen from above.
 */
export function offsetLane(
  annotations: Annotations,
  args: {
    readonly laneId: LaneId
    readonly side: 'left' | 'right'
    /** Of the new lane, in meters. */
    readonly width: number
    readonly newLaneId: LaneId
    readonly nearId: MapElementId
    readonly farId: MapElementId
  },
): Patch {
  const { side, width } = args
  const lane = openLane(annotations, args.laneId)
  const sign = side === 'left' ? 1 : -1
  const known = lane[side]
  const isShared = known !== null && mapElementOf(annotations, known.elementId) !== undefined
  refuseTaken(annotations, args.newLaneId, args.farId, ...(isShared ? [] : [args.nearId]))
  const near =
    (isShared ? boundaryLine(annotations, known) : null) ??
    offsetPolyline(lane.centerLine, (sign * width) / 2)
  const shared = isShared ? known : { elementId: args.nearId, isReversed: false }
  const far = { elementId: args.farId, isReversed: false }
  const [left, right] = side === 'left' ? [far, shared] : [shared, far]
  const beside = {
    ...lane,
    id: args.newLaneId,
    centerLine: offsetPolyline(near, (sign * width) / 2),
    isCenterDerived: false,
    turn: null,
    left,
    right,
    attributes: {},
    provenance: 'human',
    state: 'added',
    score: null,
    extras: {},
  } as const
  const other = side === 'left' ? 'right' : 'left'
  return patchOf(annotations, [
    ...(isShared ? [] : [boundaryElement(args.nearId, near), { ...lane, [side]: shared }]),
    boundaryElement(args.farId, offsetPolyline(near, sign * width)),
    beside,
    newLink({ linkKind: `${side}Neighbour`, from: lane.id, to: beside.id }),
    newLink({ linkKind: `${other}Neighbour`, from: beside.id, to: lane.id }),
  ])
}
