import type { LaneKind, LineMark, MarkColor, MarkPattern } from '@trueline/annotation'

/** The codec's id, and the key of what it keeps. */
export const OPENDRIVE = 'opendrive'

/** The type of a lane and what it is to us; the first of a kind is written. */
const LANES: readonly (readonly [type: string, kind: LaneKind])[] = [
  ['driving', 'driving'],
  ['entry', 'driving'],
  ['exit', 'driving'],
  ['onRamp', 'driving'],
  ['offRamp', 'driving'],
  ['connectingRamp', 'driving'],
  ['slipLane', 'driving'],
  ['bidirectional', 'driving'],
  ['HOV', 'driving'],
  ['taxi', 'driving'],
  ['mwyEntry', 'driving'],
  ['mwyExit', 'driving'],
  ['roadWorks', 'driving'],
  ['shared', 'driving'],
  ['bus', 'bus'],
  ['biking', 'bicycle'],
  ['sidewalk', 'walking'],
  ['walking', 'walking'],
  ['parking', 'parking'],
  ['shoulder', 'shoulder'],
  ['stop', 'emergency'],
  ['tram', 'tram'],
  ['rail', 'tram'],
  ['none', 'other'],
]

const MARKS: readonly (readonly [type: string, pattern: MarkPattern])[] = [
  ['none', 'none'],
  ['solid', 'solid'],
  ['broken', 'dashed'],
  ['solid solid', 'solidSolid'],
  ['solid broken', 'solidDashed'],
  ['broken solid', 'dashedSolid'],
  ['broken broken', 'dashedDashed'],
  ['botts dots', 'dots'],
]

/** Marks that are no paint but what stands at a road's edge. */
const EDGES = new Set(['curb', 'grass', 'edge'])

/** Colors by their names; `standard` is white. */
const COLORS: readonly (readonly [name: string, color: MarkColor])[] = [
  ['white', 'white'],
  ['standard', 'white'],
  ['yellow', 'yellow'],
  ['amber', 'yellow'],
  ['blue', 'blue'],
  ['red', 'red'],
  ['green', 'green'],
  ['orange', 'orange'],
  ['violet', 'other'],
  ['black', 'other'],
]

/** Who moves along a lane of a type. */
export function laneKindOf(type: string): LaneKind {
  return LANES.find(([one]) => one === type)?.[1] ?? 'other'
}

/** The type of a lane. */
export function laneTypeOf(kind: LaneKind): string {
  return LANES.find(([, one]) => one === kind)?.[0] ?? 'none'
}

/** The paint of a road mark; `null` of one that is no paint. */
export function patternOf(type: string): MarkPattern | null {
  if (EDGES.has(type)) return null
  return MARKS.find(([one]) => one === type)?.[1] ?? 'unknown'
}

/** The color of a road mark; white where none is said, as the standard has it. */
export function colorOf(name: string | undefined): MarkColor {
  return COLORS.find(([one]) => one === (name ?? 'standard'))?.[1] ?? 'other'
}

/** The type and color of a road mark for paint. */
export function markOf({ pattern, color }: LineMark): {
  readonly type: string
  readonly color: string
} {
  return {
    type: MARKS.find(([, one]) => one === pattern)?.[0] ?? 'none',
    color: COLORS.find(([, one]) => one === color)?.[0] ?? 'standard',
  }
}

/** Whether a road mark can say this paint. */
export function isMarkHeld({ pattern, color }: LineMark): boolean {
  const isPattern = MARKS.some(([, one]) => one === pattern)
  return isPattern && (pattern === 'none' || (color !== null && color !== 'other'))
}

const UNITS: Readonly<Record<string, number>> = { 'm/s': 1, 'km/h': 1 / 3.6, mph: 0.44704 }

/** Meters per second; `null` of no limit and of what is not understood. */
export function speedOf(max: string | undefined, unit: string | undefined): number | null {
  const value = Number(max)
  const scale = UNITS[unit ?? 'm/s']
  return max === undefined || !(value > 0) || scale === undefined ? null : value * scale
}
