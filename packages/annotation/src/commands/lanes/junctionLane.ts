import { angleBetween, hermiteCurve, subtract, type Vec3 } from '@trueline/geometry'
import type { Annotations } from '../../annotations.ts'
import type { LaneId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { Lane, LaneTurn } from '../../records/lane.ts'
import { patchOf } from '../changes.ts'
import { headingAt } from './autoLink.ts'
import { newLane } from './createLane.ts'
import { UnsoundLinkError } from './errors.ts'
import { openLane, refuseTaken } from './guards.ts'
import { newLink } from './linkFixed.ts'

/** How densely a junction lane has points. */
const SPACING_M = 1
/** A junction lane that turns by less leads straight on, by more it turns back. */
const STRAIGHT_RAD = 0.4
const BACK_RAD = 2.4

/**
 * Leads one lane's end to another's start by a smooth lane through the junction, linked to both.
 *
 * @throws {UnknownFixedError} when one of the two does not exist.
 * @throws {FrozenFixedError} when one of them is final.
 * @throws {TakenError} when the new id is in use.
 * @throws {UnsoundLinkError} when the end and the start are the same place.
 */
export function junctionLane(
  annotations: Annotations,
  args: { readonly from: LaneId; readonly to: LaneId; readonly newLaneId: LaneId },
): Patch {
  const [from, to] = [openLane(annotations, args.from), openLane(annotations, args.to)]
  refuseTaken(annotations, args.newLaneId)
  const [end, start] = [from.centerLine.at(-1)!, to.centerLine[0]!]
  if (end.every((value, axis) => value === start[axis])) {
    throw new UnsoundLinkError(`Lanes ${from.id} and ${to.id} meet: there is no way between them`)
  }
  const line = hermiteCurve(
    { point: end, direction: directionAt(from, 'end') },
    { point: start, direction: directionAt(to, 'start') },
    SPACING_M,
  )
  const { laneKind } = from
  const lane = newLane({ laneId: args.newLaneId, laneKind, centerLine: line })
  const turn = turnOf(angleBetween(headingAt(from, 'end'), headingAt(to, 'start')))
  return patchOf(annotations, [
    { ...lane, turn, isInJunction: true },
    newLink({ linkKind: 'successor', from: from.id, to: lane.id }),
    newLink({ linkKind: 'successor', from: lane.id, to: to.id }),
  ])
}

function directionAt({ centerLine }: Lane, end: 'start' | 'end'): Vec3 {
  const at = end === 'start' ? 0 : centerLine.length - 2
  return subtract(centerLine[at + 1]!, centerLine[at]!)
}

function turnOf(angle: number): LaneTurn {
  if (Math.abs(angle) < STRAIGHT_RAD) return 'straight'
  if (Math.abs(angle) > BACK_RAD) return 'uTurn'
  return angle > 0 ? 'left' : 'right'
}
