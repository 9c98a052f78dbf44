import type { Polyline } from '@trueline/geometry'
import type { Annotations } from '../../annotations.ts'
import type { MapElementId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { LineMark, MapElement, MapElementKind, MapShape } from '../../records/mapElement.ts'
import { patchOf } from '../changes.ts'
import { refuseTaken, refuseUnsoundShape } from './guards.ts'

/** What a new map element is made of. */
export type NewMapElement = {
  readonly elementId: MapElementId
  readonly elementKind: MapElementKind
  /** World space. */
  readonly shape: MapShape
  readonly marks?: readonly LineMark[]
  /** What its line or ring is the curve through, in world space. */
  readonly knots?: Polyline
}

/**
 * Adds a line, area or thing that a person drew.
 *
 * @throws {TakenError} when the id is in use.
 * @throws {UnsoundShapeError} when the shape has too few points or one that is not finite.
 */
export function createMapElement(annotations: Annotations, args: NewMapElement): Patch {
  refuseTaken(annotations, args.elementId)
  refuseUnsoundShape(args.shape)
  return patchOf(annotations, [newMapElement(args)])
}

/** A map element that a person drew. */
export function newMapElement({
  elementId,
  elementKind,
  shape,
  marks = [],
  knots,
}: NewMapElement): MapElement {
  return {
    kind: 'mapElement',
    id: elementId,
    elementKind,
    shape,
    marks,
    attributes: {},
    provenance: 'human',
    state: 'added',
    score: null,
    ...(knots === undefined ? {} : { knots }),
    extras: {},
  }
}
