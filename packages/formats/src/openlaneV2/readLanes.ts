import { type Lane, laneId, type MapElement, mapElementId } from '@trueline/annotation'
import { type Polyline, polylineLength, transform } from '@trueline/geometry'
import { below, isList } from '../jsonAt.ts'
import { importedElement, importedLane } from '../maps/fixedRecords.ts'
import { middleOf } from '../maps/lines.ts'
import type { SharedLines } from '../maps/sharedLines.ts'
import type { LineByFrames } from '../maps/unstableLines.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { pointsAt } from './infoFile.ts'
import { marksOf, OPENLANE_V2 } from './names.ts'
import { keptRows, type Placed, type Row } from './rows.ts'

/** What lanes are read with. */
export type LaneContext = {
  readonly placed: readonly Placed[]
  readonly lines: SharedLines
  readonly report: OpenReport
  /** Gathers what each frame tells of a lane. */
  readonly byFrames: LineByFrames[]
}

/** The id of a lane’s record. */
export function laneKey(id: string): string {
  return `${OPENLANE_V2}:lane/${id}`
}

/** The lane that rows of several frames tell, by its longest line; `null` where none is one. */
export function laneOf(
  id: string,
  rows: readonly Row[],
  { placed, lines, report, byFrames }: LaneContext,
): Lane | null {
  const inWorld = ({ frame, row, place }: Row, key: string): Polyline | null => {
    const points = tryOr(report, () => pointsAt(row[key], below(place, key), 2))
    return points?.map((point) => transform(placed[frame]!.worldFromEgo, point)) ?? null
  }
  const told = rows.flatMap((row) => {
    const line = inWorld(row, row.row.centerline === undefined ? 'points' : 'centerline')
    return line === null ? [] : [{ row, line }]
  })
  const [first] = told
  if (first === undefined) return null
  byFrames.push({ name: id, lines: told.map((one) => one.line) })
  const { row, line } = told.reduce(
    (best, one) => (polylineLength(one.line) > polylineLength(best.line) ? one : best),
    first,
  )
  const side = (key: 'left' | 'right') => {
    if (row.row[`${key}_laneline`] === undefined) return null
    const points = inWorld(row, `${key}_laneline`)
    const type = row.row[`${key}_laneline_type`]
    return (
      points && {
        points,
        boundary: lines.along(points, marksOf(typeof type === 'number' ? type : 0)),
      }
    )
  }
  const [left, right] = [side('left'), side('right')]
  const { confidence } = row.row
  const isDerived =
    left !== null && right !== null && isMiddle(line, middleOf(left.points, right.points))
  return importedLane(laneId(laneKey(id)), line, {
    isCenterDerived: isDerived,
    left: left?.boundary ?? null,
    right: right?.boundary ?? null,
    isInJunction: row.row.is_intersection_or_connector === true,
    score: typeof confidence === 'number' ? confidence : null,
    provenance: typeof confidence === 'number' ? 'model' : 'import',
    extras: keptRows(id, rows, line),
  })
}

function isMiddle(line: Polyline, middle: Polyline): boolean {
  return (
    line.length === middle.length &&
    line.every((point, index) => {
      return point.every((one, axis) => Math.abs(one - middle[index]![axis]!) < 1e-3)
    })
  )
}

/** The crossing or road edge that rows of several frames tell; `null` where none is one. */
export function areaOf(
  id: string,
  rows: readonly Row[],
  { placed, report }: Pick<LaneContext, 'placed' | 'report'>,
): MapElement | null {
  const [first] = rows
  if (first === undefined) return null
  const isCrossing = first.row.category === 1
  const { frame, row, place } = rows.reduce(
    (best, one) => (countOf(one) > countOf(best) ? one : best),
    first,
  )
  const given = tryOr(report, () =>
    pointsAt(row.points, below(place, 'points'), isCrossing ? 3 : 2),
  )
  if (given === null) return null
  const points = given.map((point) => transform(placed[frame]!.worldFromEgo, point))
  const [start, end] = [given[0]!, given.at(-1)!]
  const isClosed = start.every((one, axis) => Math.abs(one - end[axis]!) < 1e-6)
  const ring = isClosed && points.length > 3 ? points.slice(0, -1) : points
  const { confidence } = row
  return importedElement(
    mapElementId(`${OPENLANE_V2}:area/${id}`),
    isCrossing
      ? { elementKind: 'crosswalk', shape: { kind: 'ring', points: ring } }
      : { elementKind: 'roadEdge', shape: { kind: 'line', points } },
    {
      score: typeof confidence === 'number' ? confidence : null,
      extras: keptRows(id, rows, isCrossing ? ring : points),
    },
  )
}

function countOf({ row }: Row): number {
  return isList(row.points) ? row.points.length : 0
}
