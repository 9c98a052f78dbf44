import type {
  LaneKind,
  LineMark,
  MapElement,
  MapElementKind,
  MarkColor,
  MarkPattern,
} from '@trueline/annotation'

/** The codec's id, and the key of what it keeps. */
export const LANELET2 = 'lanelet2'

/** The type of a line string and what it is to us; the first of a kind is written. */
const LINES: readonly (readonly [
  type: string,
  kind: MapElementKind,
  pattern: MarkPattern | null,
])[] = [
  ['line_thin', 'laneBoundary', null],
  ['line_thick', 'laneBoundary', null],
  ['virtual', 'laneBoundary', 'none'],
  ['zig-zag', 'laneBoundary', 'zigzag'],
  ['pedestrian_marking', 'laneBoundary', 'unknown'],
  ['bike_marking', 'laneBoundary', 'unknown'],
  ['zebra_marking', 'laneBoundary', 'unknown'],
  ['road_border', 'roadEdge', null],
  ['curbstone', 'roadEdge', null],
  ['guard_rail', 'roadEdge', null],
  ['wall', 'roadEdge', null],
  ['fence', 'roadEdge', null],
  ['jersey_barrier', 'roadEdge', null],
  ['gate', 'roadEdge', null],
  ['stop_line', 'stopLine', null],
  ['yield_line', 'stopLine', null],
  ['traffic_light', 'trafficLight', null],
  ['traffic_sign', 'trafficSign', null],
  ['arrow', 'arrow', null],
  ['symbol', 'arrow', null],
  ['pole', 'pole', null],
  ['lamp_post', 'pole', null],
  ['crosswalk', 'crosswalk', null],
  ['parking_space', 'parkingSpace', null],
  ['drivable_area', 'drivableArea', null],
]

const PATTERNS: readonly (readonly [subtype: string, pattern: MarkPattern])[] = [
  ['solid', 'solid'],
  ['dashed', 'dashed'],
  ['solid_solid', 'solidSolid'],
  ['solid_dashed', 'solidDashed'],
  ['dashed_solid', 'dashedSolid'],
  ['dashed_dashed', 'dashedDashed'],
]

const COLORS: readonly MarkColor[] = ['white', 'yellow', 'blue', 'red', 'green', 'orange', 'other']

const LANES: readonly (readonly [subtype: string, kind: LaneKind])[] = [
  ['road', 'driving'],
  ['highway', 'driving'],
  ['play_street', 'driving'],
  ['exit', 'driving'],
  ['bus_lane', 'bus'],
  ['bicycle_lane', 'bicycle'],
  ['walkway', 'walking'],
  ['shared_walkway', 'walking'],
  ['stairs', 'walking'],
  ['parking', 'parking'],
  ['road_shoulder', 'shoulder'],
  ['emergency_lane', 'emergency'],
  ['rail', 'tram'],
  ['other', 'other'],
]

/** The subtype of an area and what it is to us; the first of a kind is written. */
const AREAS: readonly (readonly [subtype: string, kind: MapElementKind])[] = [
  ['parking', 'parkingSpace'],
  ['parking_spot', 'parkingSpace'],
  ['freespace', 'drivableArea'],
  ['intersection_area', 'drivableArea'],
  ['arrow', 'arrow'],
  ['stop_line', 'stopLine'],
  ['pole', 'pole'],
  ['traffic_light', 'trafficLight'],
  ['traffic_sign', 'trafficSign'],
  ['lane_boundary', 'laneBoundary'],
  ['road_edge', 'roadEdge'],
]

/** What a line string's type, subtype and color make it. */
export function lineOfTags(
  type: string,
  subtype: string | null,
  color: string | null,
): Pick<MapElement, 'elementKind' | 'marks'> {
  const [, elementKind = 'other', told = null] = LINES.find(([one]) => one === type) ?? []
  if (elementKind !== 'laneBoundary') return { elementKind, marks: [] }
  const pattern = told ?? PATTERNS.find(([one]) => one === subtype)?.[1] ?? 'unknown'
  return {
    elementKind,
    marks: [{ from: 0, pattern, color: COLORS.find((one) => one === color) ?? null }],
  }
}

/** The type, subtype and color of a line string of a kind with this paint. */
export function tagsOfLine(
  kind: MapElementKind,
  [mark]: readonly LineMark[],
): { readonly type: string; readonly subtype?: string; readonly color?: string } {
  if (kind !== 'laneBoundary') {
    return { type: LINES.find(([, one]) => one === kind)?.[0] ?? 'other' }
  }
  const color = mark?.color ? { color: mark.color } : {}
  if (mark === undefined || mark.pattern === 'none') return { type: 'virtual' }
  if (mark.pattern === 'zigzag') return { type: 'zig-zag', ...color }
  const subtype = PATTERNS.find(([, one]) => one === mark.pattern)?.[0]
  return { type: 'line_thin', ...(subtype !== undefined && { subtype }), ...color }
}

/** Whether a line string can say this pattern. */
export function isPatternHeld(pattern: MarkPattern): boolean {
  return (
    ['none', 'zigzag', 'unknown'].includes(pattern) || PATTERNS.some(([, one]) => one === pattern)
  )
}

/** Who moves along a lanelet of a subtype. */
export function laneKindOf(subtype: string): LaneKind {
  return LANES.find(([one]) => one === subtype)?.[1] ?? 'other'
}

/** The subtype of a lane. */
export function subtypeOf(kind: LaneKind): string {
  return LANES.find(([, one]) => one === kind)?.[0] ?? 'other'
}

/** What an area of a subtype is. */
export function areaKindOf(subtype: string): MapElementKind {
  return AREAS.find(([one]) => one === subtype)?.[1] ?? 'other'
}

/** The subtype of an area of a kind. */
export function areaSubtypeOf(kind: MapElementKind): string {
  return AREAS.find(([, one]) => one === kind)?.[0] ?? 'other'
}

/** Meters per second of a speed limit: `50 km/h`, `30 mph`, `8 m/s`, bare km/h; `null` of any other. */
export function speedOf(text: string): number | null {
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z/]*)\s*$/i.exec(text) ?? []
  const value = Number(number)
  if (number === undefined || !(value > 0)) return null
  switch (unit.toLowerCase()) {
    case '':
    case 'km/h':
    case 'kmh':
    case 'kph':
      return value / 3.6
    case 'mph':
      return value * 0.44704
    case 'm/s':
    case 'mps':
      return value
    default:
      return null
  }
}

/** A speed as a lanelet says it. */
export function speedText(metersPerSecond: number): string {
  return `${Number((metersPerSecond * 3.6).toFixed(4))} km/h`
}

/** The tag of ways that are nothing but the outline of an area or a crossing. */
const OUTLINE = 'trueline:outline'

/** The tags of an outline's way. */
export function outlineTags(type: string): { readonly [key: string]: string } {
  return { type, [OUTLINE]: 'yes' }
}

/** Whether a way is nothing but an outline. */
export function isOutline(tags: { readonly [key: string]: string }): boolean {
  return tags[OUTLINE] === 'yes'
}

/** Tags that say what a thing is: an attribute of such a name is written behind `attribute:`. */
const RESERVED = new Set([
  ...['type', 'subtype', 'one_way', 'speed_limit', 'turn_direction'],
  ...['ele', 'local_x', 'local_y', OUTLINE],
])
const ATTRIBUTE = 'attribute:'

/** The tag of an attribute. */
export function tagOfAttribute(key: string): string {
  return RESERVED.has(key) || key.startsWith(ATTRIBUTE) ? `${ATTRIBUTE}${key}` : key
}

/** The attribute of a tag. */
export function attributeOfTag(key: string): string {
  return key.startsWith(ATTRIBUTE) ? key.slice(ATTRIBUTE.length) : key
}
