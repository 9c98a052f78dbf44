import {
  type Annotations,
  type FixedRecord,
  isShown,
  type LaneBoundary,
  lanesOf,
  type MapElement,
  type MapShape,
  mapElementsOf,
  type RecordId,
} from '@trueline/annotation'
import { nearestOnPolyline, type Polyline, subtract } from '@trueline/geometry'

/** In meters: a line that for the most part runs closer to one there is tells the same. */
const SAME_LANE = 1
const SAME_LINE = 0.5
const MOST = 0.7
/** In meters: things that stand nearer to one another are one. */
const SAME_THING = 0.8

/**
 * Those records of a proposed road that tell something new: no lanes that run along lanes the document
 * shows, no lines along lines of their kind, no things that stand where one does, and no links and
 * boundaries that such would have.
 */
export function newRoad(
  records: readonly FixedRecord[],
  annotations: Annotations,
): readonly FixedRecord[] {
  const lanes = lanesOf(annotations).filter(isShown)
  const elements = mapElementsOf(annotations).filter(isShown)
  const told = new Set<RecordId>()
  for (const record of records) {
    if (record.kind === 'lane') {
      const lines = lanes.map(({ centerLine }) => centerLine)
      if (runsAlong(record.centerLine, lines, SAME_LANE)) told.add(record.id)
    } else if (record.kind === 'mapElement') {
      const alike = elements.filter(({ elementKind }) => elementKind === record.elementKind)
      const lines = alike.map(({ shape }) => pointsOf(shape))
      if (alike.some(({ shape }) => isSameThing(shape, record))) told.add(record.id)
      if (runsAlong(pointsOf(record.shape), lines, SAME_LINE)) told.add(record.id)
    }
  }
  if (told.size === 0) return records
  const side = (boundary: LaneBoundary | null): LaneBoundary | null =>
    boundary !== null && told.has(boundary.elementId) ? null : boundary
  return records.flatMap((record): readonly FixedRecord[] => {
    if (told.has(record.id)) return []
    if (record.kind === 'lane') {
      return [{ ...record, left: side(record.left), right: side(record.right) }]
    }
    const isLoose = record.kind === 'link' && (told.has(record.from) || told.has(record.to))
    return isLoose ? [] : [record]
  })
}

function pointsOf(shape: MapShape): Polyline {
  return shape.kind === 'box' ? [] : shape.points
}

/** Whether two boxes are one thing; of a pole only a part may have been seen. */
function isSameThing(shape: MapShape, { shape: other, elementKind }: MapElement): boolean {
  if (shape.kind !== 'box' || other.kind !== 'box') return false
  const [dx, dy, dz] = subtract(shape.cuboid.center, other.cuboid.center)
  return Math.hypot(dx, dy, elementKind === 'pole' ? 0 : dz) <= SAME_THING
}

/** Whether most of a line's points lie near one and the same of the others, seen from above. */
function runsAlong(line: Polyline, others: readonly Polyline[], within: number): boolean {
  const points = flat(line)
  return others.some((other) => {
    if (other.length === 0) return false
    const beside = flat(other)
    const near = points.filter((point) => nearestOnPolyline(beside, point).distance <= within)
    return near.length > MOST * points.length
  })
}

function flat(line: Polyline): Polyline {
  return line.map(([x, y]) => [x, y, 0])
}
