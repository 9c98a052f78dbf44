import type { LaneKind, LineMark, MarkColor, MarkPattern } from '@trueline/annotation'

/** `lane_type` of a map and what it is to us. */
const LANE_KINDS: readonly (readonly [type: string, kind: LaneKind])[] = [
  ['VEHICLE', 'driving'],
  ['BIKE', 'bicycle'],
  ['BUS', 'bus'],
]

/** Patterns as a mark type begins, two lines from left to right. */
const PATTERNS: readonly (readonly [name: string, pattern: MarkPattern])[] = [
  ['DASHED', 'dashed'],
  ['SOLID', 'solid'],
  ['DOUBLE_SOLID', 'solidSolid'],
  ['DOUBLE_DASH', 'dashedDashed'],
  ['DASH_SOLID', 'dashedSolid'],
  ['SOLID_DASH', 'solidDashed'],
]
const COLORS: readonly (readonly [name: string, color: MarkColor])[] = [
  ['WHITE', 'white'],
  ['YELLOW', 'yellow'],
  ['BLUE', 'blue'],
]

/** A mark type seen against its line's direction. */
export function againstLine(type: string): string {
  return type.replace(/DASH_SOLID|SOLID_DASH/, (both) =>
    both === 'DASH_SOLID' ? 'SOLID_DASH' : 'DASH_SOLID',
  )
}

/** The kind of a lane type; `null` for one that nobody knows. */
export function laneKindOf(type: string): LaneKind | null {
  return LANE_KINDS.find(([name]) => name === type)?.[1] ?? null
}

/** The lane type of a kind; `null` where maps have none. */
export function laneTypeOf(kind: LaneKind): string | null {
  return LANE_KINDS.find(([, one]) => one === kind)?.[0] ?? null
}

/** The paint of a mark type, along all of a line; `null` for a type that nobody knows. */
export function marksOf(type: string): readonly LineMark[] | null {
  if (type === 'NONE') return [{ from: 0, pattern: 'none', color: null }]
  if (type === 'UNKNOWN') return [{ from: 0, pattern: 'unknown', color: null }]
  const [, name, hue] = /^(.*)_(\w+)$/.exec(type) ?? []
  const pattern = PATTERNS.find(([one]) => one === name)?.[1]
  const color = COLORS.find(([one]) => one === hue)?.[1]
  return pattern === undefined || color === undefined ? null : [{ from: 0, pattern, color }]
}

/** The mark type of a line's first paint; `null` where maps have none for it. */
export function markTypeOf([mark]: readonly LineMark[]): string | null {
  if (mark === undefined || mark.pattern === 'unknown') return 'UNKNOWN'
  if (mark.pattern === 'none') return 'NONE'
  const name = PATTERNS.find(([, pattern]) => pattern === mark.pattern)?.[0]
  const hue = COLORS.find(([, color]) => color === mark.color)?.[0]
  return name === undefined || hue === undefined ? null : `${name}_${hue}`
}
