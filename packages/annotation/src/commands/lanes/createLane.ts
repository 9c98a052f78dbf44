import type { Polyline } from '@trueline/geometry'
import type { Annotations } from '../../annotations.ts'
import type { LaneId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { Lane, LaneKind } from '../../records/lane.ts'
import { patchOf } from '../changes.ts'
import { refuseTaken, refuseUnsoundLine } from './guards.ts'

/** What a new lane is made of. */
export type NewLane = {
  readonly laneId: LaneId
  readonly laneKind: LaneKind
  /** World space, in the direction of travel. */
  readonly centerLine: Polyline
  /** What it is the curve through, in world space. */
  readonly knots?: Polyline
}

/**
 * Adds a lane that a person drew.
 *
 * @throws {TakenError} when the id is in use.
 * @throws {UnsoundShapeError} when the line has fewer than two points or one that is not finite.
 */
export function createLane(annotations: Annotations, args: NewLane): Patch {
  refuseTaken(annotations, args.laneId)
  refuseUnsoundLine(args.centerLine)
  return patchOf(annotations, [newLane(args)])
}

/** A lane that a person drew, without boundaries. */
export function newLane({ laneId, laneKind, centerLine, knots }: NewLane): Lane {
  return {
    kind: 'lane',
    id: laneId,
    laneKind,
    centerLine,
    isCenterDerived: false,
    left: null,
    right: null,
    direction: 'forward',
    turn: null,
    isInJunction: false,
    speedLimit: null,
    attributes: {},
    provenance: 'human',
    state: 'added',
    score: null,
    ...(knots === undefined ? {} : { knots }),
    extras: {},
  }
}
