import type { Polyline } from '@trueline/geometry'
import type { MapElement } from './mapElement.ts'
import type { AnnotationRecord } from './record.ts'

/** The attribute of a line that is the middle of a road on a standard map, not something painted or built. */
export const STANDARD_MAP = 'standardMap'

/** Whether an element is the middle of a road on a standard map: something to look at, no label. */
export function isStandardMap({ elementKind, shape, attributes }: MapElement): boolean {
  return elementKind === 'other' && shape.kind === 'line' && attributes[STANDARD_MAP] === true
}

/** The middles of roads that the standard map among some records tells, in world space. */
export function standardMapLines(records: Iterable<AnnotationRecord>): readonly Polyline[] {
  const lines: Polyline[] = []
  for (const record of records) {
    if (record.kind !== 'mapElement' || record.state === 'rejected') continue
    if (isStandardMap(record) && record.shape.kind === 'line') lines.push(record.shape.points)
  }
  return lines
}
