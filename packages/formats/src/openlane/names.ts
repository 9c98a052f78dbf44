import type { LineMark, MapElement, MarkColor, MarkPattern } from '@trueline/annotation'

/** The codec's id, and the key of what it keeps. */
export const OPENLANE = 'openlane'

/** The category of each paint. */
const PAINTS: readonly (readonly [number: number, pattern: MarkPattern, color: MarkColor])[] = [
  [1, 'dashed', 'white'],
  [2, 'solid', 'white'],
  [3, 'dashedDashed', 'white'],
  [4, 'solidSolid', 'white'],
  [5, 'dashedSolid', 'white'],
  [6, 'solidDashed', 'white'],
  [7, 'dashed', 'yellow'],
  [8, 'solid', 'yellow'],
  [9, 'dashedDashed', 'yellow'],
  [10, 'solidSolid', 'yellow'],
  [11, 'dashedSolid', 'yellow'],
  [12, 'solidDashed', 'yellow'],
]

/** Curbs to the left and right. */
export const CURBS = { left: 20, right: 21 }

/** Words for `attribute`: where a line lies of the vehicle's lane. */
export const POSITIONS: readonly string[] = ['none', 'left-left', 'left', 'right', 'right-right']

/** What a line of a category is. */
export function lineOfCategory(category: number): Pick<MapElement, 'elementKind' | 'marks'> {
  if (category === CURBS.left || category === CURBS.right)
    return { elementKind: 'roadEdge', marks: [] }
  const [, pattern, color] = PAINTS.find(([number]) => number === category) ?? [0, 'unknown', null]
  return { elementKind: 'laneBoundary', marks: [{ from: 0, pattern, color }] }
}

/** The category of a boundary's paint; 0 where there is none for it. */
export function categoryOf([mark]: readonly LineMark[]): number {
  if (mark === undefined) return 0
  return (
    PAINTS.find(([, pattern, color]) => pattern === mark.pattern && color === mark.color)?.[0] ?? 0
  )
}
