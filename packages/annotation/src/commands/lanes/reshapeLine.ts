import type { Polyline } from '@trueline/geometry'
import { type Annotations, applyPatch, laneOf } from '../../annotations.ts'
import type { LaneId, MapElementId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { Lane } from '../../records/lane.ts'
import { patchOf } from '../changes.ts'
import { derivedCenterLine, lanesBoundedBy } from './boundaries.ts'
import { UnsoundShapeError } from './errors.ts'
import { openLane, openMapElement, refuseUnsoundLine, touched } from './guards.ts'

/** Which line, and the points it is to have, in world space. */
export type LineShape = {
  readonly id: LaneId | MapElementId
  readonly points: Polyline
  /** What they are the curve through, in world space; else the line has no knots any more. */
  readonly knots?: Polyline
}

/**
 * Gives a lane's middle, or a map element's line or ring, other points. The middles that are derived
 * from a boundary follow it; a middle that is drawn is no longer derived. Marks stay where they were
 * along the line. A curve keeps its knots only where they are given too.
 *
 * @throws {UnknownFixedError} when there is no such lane or element.
 * @throws {FrozenFixedError} when it is final.
 * @throws {UnsoundShapeError} when there are too few points, one is not finite, or it is a box.
 */
export function reshapeLine(annotations: Annotations, { id, points, knots }: LineShape): Patch {
  if (laneOf(annotations, id as LaneId) !== undefined) {
    refuseUnsoundLine(points)
    const { knots: _, ...lane } = touched(openLane(annotations, id as LaneId))
    const curve = knots === undefined ? {} : { knots }
    return patchOf(annotations, [{ ...lane, centerLine: points, isCenterDerived: false, ...curve }])
  }
  const element = openMapElement(annotations, id as MapElementId)
  if (element.shape.kind === 'box') {
    throw new UnsoundShapeError(`Expected a line or ring, found the box of ${id}`)
  }
  refuseUnsoundLine(points, element.shape.kind === 'line' ? 2 : 3)
  const { knots: _, ...rest } = touched(element)
  const shape = { kind: element.shape.kind, points }
  const moved = { ...rest, shape, ...(knots === undefined ? {} : { knots }) }
  return patchOf(annotations, [moved, ...followers(annotations, moved)])
}

/** The lanes whose middle follows a moved boundary; final ones stay as they are. */
function followers(
  annotations: Annotations,
  moved: Parameters<typeof patchOf>[1][number] & { readonly id: MapElementId },
): readonly Lane[] {
  const after = applyPatch(annotations, patchOf(annotations, [moved]))
  return lanesBoundedBy(after, moved.id).flatMap((lane): readonly Lane[] => {
    if (!lane.isCenterDerived || lane.state === 'final') return []
    const centerLine = derivedCenterLine(after, lane)
    return centerLine === null ? [] : [{ ...lane, centerLine }]
  })
}
