import type { Json, Lane, MapElement } from '@trueline/annotation'
import { invert, type Polyline, type Pose, transform, type Vec3 } from '@trueline/geometry'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { againstLine } from '../maps/sharedLines.ts'
import { ATTRIBUTES, lineTypeOf, OPENLANE_V2 } from './names.ts'
import { type Plan, type PlannedFrame, pointsOf, unmovedRows } from './plan.ts'

/** The source's id of a record, or its own. */
export function sourceIdOf({
  id,
  extras,
}: {
  readonly id: string
  readonly extras: Lane['extras']
}): string {
  const own = extras[OPENLANE_V2]
  return isObject(own) && typeof own.id === 'string' ? own.id : id
}

/** A frame's row as it was; `null` where there is none or it was moved. */
function rowBefore(record: Lane | MapElement, line: Polyline, index: number): JsonObject | null {
  const row = unmovedRows(record, line)?.[String(index)]
  return isObject(row) ? row : null
}

/** A frame’s row of a lane: the one it had where nothing changed. */
export function laneRow(lane: Lane, plan: Plan, { worldFromEgo, index }: PlannedFrame): JsonObject {
  const before = rowBefore(lane, lane.centerLine, index)
  const isSame = before !== null && before.is_intersection_or_connector === lane.isInJunction
  const isSegmentRow = before?.centerline !== undefined
  if (
    before !== null &&
    isSegmentRow === plan.isSegments &&
    (isSame || before.is_intersection_or_connector === undefined) &&
    sidesStay(lane, before, { plan, worldFromEgo })
  )
    return before
  const inEgo = (line: Polyline): Json =>
    line.map((point) => transform(invert(worldFromEgo), point) as unknown as Json)
  const side = (which: 'left' | 'right'): JsonObject => {
    const { points, type } = sideOf(lane, which, plan)
    return { [`${which}_laneline`]: inEgo(points), [`${which}_laneline_type`]: type }
  }
  return {
    id: sourceIdOf(lane),
    [plan.isSegments ? 'centerline' : 'points']: inEgo(lane.centerLine),
    ...(plan.isSegments && { ...side('left'), ...side('right') }),
    is_intersection_or_connector: lane.isInJunction,
    ...(lane.score !== null && { confidence: lane.score }),
  }
}

function sideOf(
  lane: Lane,
  which: 'left' | 'right',
  { elements }: Plan,
): { readonly points: Polyline; readonly type: number } {
  const boundary = lane[which]
  const element = boundary === null ? undefined : elements.get(boundary.elementId)
  if (boundary === null || element?.shape.kind !== 'line') return { points: [], type: 0 }
  const { points } = element.shape
  const marks = boundary.isReversed ? element.marks.map(againstLine) : element.marks
  return { points: boundary.isReversed ? points.toReversed() : points, type: lineTypeOf(marks) }
}

/** Whether a lane's boundaries are as its row has them. */
function sidesStay(
  lane: Lane,
  row: JsonObject,
  { plan, worldFromEgo }: { readonly plan: Plan; readonly worldFromEgo: Pose },
): boolean {
  if (!plan.isSegments) return true
  return (['left', 'right'] as const).every((which) => {
    const { points, type } = sideOf(lane, which, plan)
    const before = row[`${which}_laneline`]
    if (
      !isList(before) ||
      before.length !== points.length ||
      row[`${which}_laneline_type`] !== type
    )
      return false
    return before.every((one, index) => {
      const place = transform(worldFromEgo, one as unknown as Vec3)
      return place.every((value, axis) => Math.abs(value - points[index]![axis]!) < 1e-6)
    })
  })
}

/** A frame’s row of a crossing or road edge. */
export function areaRow(area: MapElement, { worldFromEgo, index }: PlannedFrame): JsonObject {
  const points = pointsOf(area)
  const before = rowBefore(area, points, index)
  if (before !== null) return before
  const isCrossing = area.elementKind === 'crosswalk'
  const line = isCrossing ? [...points, points[0]!] : points
  return {
    id: sourceIdOf(area),
    category: isCrossing ? 1 : 2,
    points: line.map((point) => transform(invert(worldFromEgo), point) as unknown as Json),
    ...(area.score !== null && { confidence: area.score }),
  }
}

/** A frame’s row of a light or sign. */
export function elementRow(element: MapElement, points: Json, index: number): JsonObject {
  const before = rowBefore(element, pointsOf(element), index)
  if (before !== null) return before
  const { attribute } = element.attributes
  const number = ATTRIBUTES.indexOf(String(attribute))
  return {
    id: sourceIdOf(element),
    category: element.elementKind === 'trafficLight' ? 1 : 2,
    attribute: Math.max(0, number),
    points,
    ...(element.score !== null && { confidence: element.score }),
  }
}
