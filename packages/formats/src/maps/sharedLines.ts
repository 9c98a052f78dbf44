import type {
  LaneBoundary,
  LineMark,
  MapElement,
  MapElementId,
  MapElementKind,
} from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import { importedElement } from './fixedRecords.ts'

/** The boundaries of lanes that each name a line of their own: the same line is one element. */
export type SharedLines = {
  /** The boundary along a line, the one that is there where a lane before named the same. */
  readonly along: (
    points: Polyline,
    marks: readonly LineMark[],
    elementKind?: MapElementKind,
  ) => LaneBoundary
  readonly elements: () => readonly MapElement[]
}

/** No lines yet. @param idOf The id of the element of a number. */
export function createSharedLines(idOf: (number: number) => MapElementId): SharedLines {
  const elements = new Map<string, MapElement>()
  const keyOf = (points: Polyline, marks: readonly LineMark[]): string =>
    `${marks.map(({ pattern, color }) => `${pattern} ${color}`).join()} ${points.join(' ')}`
  return {
    along: (points, marks, elementKind = 'laneBoundary') => {
      const there = elements.get(`${elementKind} ${keyOf(points, marks)}`)
      if (there !== undefined) return { elementId: there.id, isReversed: false }
      const against = elements.get(
        `${elementKind} ${keyOf(points.toReversed(), marks.map(againstLine))}`,
      )
      if (against !== undefined) return { elementId: against.id, isReversed: true }
      const elementId = idOf(elements.size)
      const shape = { kind: 'line', points } as const
      elements.set(
        `${elementKind} ${keyOf(points, marks)}`,
        importedElement(elementId, { elementKind, shape }, { marks }),
      )
      return { elementId, isReversed: false }
    },
    elements: () => [...elements.values()],
  }
}

/** Paint seen against its line's direction. */
export function againstLine(mark: LineMark): LineMark {
  switch (mark.pattern) {
    case 'solidDashed':
      return { ...mark, pattern: 'dashedSolid' }
    case 'dashedSolid':
      return { ...mark, pattern: 'solidDashed' }
    default:
      return mark
  }
}
