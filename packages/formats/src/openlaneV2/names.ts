import type { LineMark, MapElementKind } from '@trueline/annotation'

/** The codec's id, and the key of what it keeps. */
export const OPENLANE_V2 = 'openlane-v2'

/** Words of `attribute` by number. */
export const ATTRIBUTES: readonly string[] = [
  'unknown',
  'red',
  'green',
  'yellow',
  'go_straight',
  'turn_left',
  'turn_right',
  'no_left_turn',
  'no_right_turn',
  'u_turn',
  'no_u_turn',
  'slight_left',
  'slight_right',
]

/** What a traffic element is. */
export function elementKindOf(category: number): MapElementKind {
  return category === 1 ? 'trafficLight' : 'trafficSign'
}

/** The paint of a lane segment's line. */
export function marksOf(type: number): readonly LineMark[] {
  const pattern = type === 1 ? 'solid' : type === 2 ? 'dashed' : 'none'
  return [{ from: 0, pattern, color: null }]
}

/** The type of a line by its first paint. */
export function lineTypeOf([mark]: readonly LineMark[]): number {
  switch (mark?.pattern ?? 'none') {
    case 'none':
    case 'unknown':
      return 0
    case 'dashed':
    case 'dots':
    case 'dashedDashed':
      return 2
    default:
      return 1
  }
}

/** Whether a line's type says all of its paint. */
export function isPaintHeld(marks: readonly LineMark[]): boolean {
  const [mark] = marks
  if (mark === undefined) return false
  return (
    marks.length === 1 && mark.color === null && ['none', 'solid', 'dashed'].includes(mark.pattern)
  )
}
