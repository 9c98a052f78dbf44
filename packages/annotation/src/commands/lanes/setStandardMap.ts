import type { Polyline } from '@trueline/geometry'
import { type Annotations, mapElementsOf } from '../../annotations.ts'
import type { MapElementId, RecordId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { AnnotationRecord } from '../../records/record.ts'
import { isStandardMap, STANDARD_MAP } from '../../records/standardMap.ts'
import { patchTo } from '../changes.ts'
import { newMapElement } from './createMapElement.ts'
import { refuseTaken, refuseUnsoundShape } from './guards.ts'

/** A road of a standard map: its middle in world space. */
export type StandardRoad = { readonly elementId: MapElementId; readonly points: Polyline }

/**
 * Gives a clip another standard map, in the place of the one it has; none of no roads.
 *
 * @throws {TakenError} when an id is in use.
 * @throws {UnsoundShapeError} when a road has too few points or one that is not finite.
 */
export function setStandardMap(
  annotations: Annotations,
  { roads }: { readonly roads: readonly StandardRoad[] },
): Patch {
  const after = new Map<RecordId, AnnotationRecord | null>()
  for (const element of mapElementsOf(annotations)) {
    if (isStandardMap(element)) after.set(element.id, null)
  }
  for (const { elementId, points } of roads) {
    refuseTaken(annotations, elementId)
    const shape = { kind: 'line', points } as const
    refuseUnsoundShape(shape)
    after.set(elementId, {
      ...newMapElement({ elementId, elementKind: 'other', shape }),
      ...{ attributes: { [STANDARD_MAP]: true }, provenance: 'import' },
    })
  }
  return patchTo(annotations, after)
}
