import type { Annotations } from '../../annotations.ts'
import type { MapElementId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { LineMark, MapElement } from '../../records/mapElement.ts'
import { patchOf } from '../changes.ts'
import { UnsoundShapeError } from './errors.ts'
import { openMapElement, touched } from './guards.ts'

/** What is said of a map element beside where it is. */
export type ElementDescription = {
  readonly elementKind?: MapElement['elementKind']
  /** Paint along the whole of a line. */
  readonly paint?: Pick<LineMark, 'pattern' | 'color'>
}

/**
 * Says something else of a map element. Paint is then one along the whole line.
 *
 * @throws {UnknownFixedError} when there is no such element.
 * @throws {FrozenFixedError} when it is final.
 * @throws {UnsoundShapeError} when what is no line is to be painted.
 */
export function describeElement(
  annotations: Annotations,
  { elementId, elementKind, paint }: ElementDescription & { readonly elementId: MapElementId },
): Patch {
  const element = openMapElement(annotations, elementId)
  if (paint !== undefined && element.shape.kind !== 'line') {
    throw new UnsoundShapeError(`Expected a line to be painted, found a ${element.shape.kind}`)
  }
  return patchOf(annotations, [
    {
      ...touched(element),
      elementKind: elementKind ?? element.elementKind,
      marks: paint === undefined ? element.marks : [{ from: 0, ...paint }],
    },
  ])
}
