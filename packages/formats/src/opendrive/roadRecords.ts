import {
  type Json,
  type Lane,
  type LineMark,
  laneId,
  type MapElement,
  mapElementId,
} from '@trueline/annotation'
import type { Polyline, Vec3 } from '@trueline/geometry'
import { importedElement, importedLane } from '../maps/fixedRecords.ts'
import { middleOf } from '../maps/lines.ts'
import { lean } from './lean.ts'
import { laneKindOf, OPENDRIVE } from './names.ts'
import { opendriveTexts as say } from './opendriveTexts.ts'
import type { Road, RoadLane, RoadMark, Section } from './readRoad.ts'
import { crossSection, edgesAt, samplesOf } from './roadSpace.ts'

/** Takes a place of the file's flat map into the world. */
export type IntoWorld = (place: Vec3) => Vec3

/** The id of a lane of a road's section. */
export function laneIdOf(road: string, section: Section, lane: number): Lane['id'] {
  return laneId(`${OPENDRIVE}:lane/${road}/${section.s}/${lane}`)
}

function edgeIdOf(road: string, section: Section, edge: number): MapElement['id'] {
  return mapElementId(`${OPENDRIVE}:edge/${road}/${section.s}/${edge}`)
}

/** Whether traffic of a lane goes the way of the road's reference line. */
export function isAlong({ isLeftHand }: Pick<Road, 'isLeftHand'>, lane: number): boolean {
  return lane < 0 !== isLeftHand
}

/**
 * The lanes of a section and the edges between them, sampled within a centimeter.
 *
 * @throws {BadInputError} when they bend beyond measure.
 */
export function recordsOfSection(
  road: Road,
  section: Section,
  { intoWorld, file }: { readonly intoWorld: IntoWorld; readonly file: string },
): { readonly lanes: readonly Lane[]; readonly edges: readonly MapElement[] } {
  const at = { file, place: say.section({ id: road.id, s: section.s }) }
  const pointsAt = (s: number): readonly Vec3[] => {
    const placeAt = crossSection(road, s)
    return edgesAt(road, section, s).map((t) => placeAt(t, 0))
  }
  const samples = samplesOf(
    { from: section.s, to: section.end, breaks: breaksOf(road, section), at },
    pointsAt,
  )
  const rows = samples.map((s) => pointsAt(s).map(intoWorld))
  const lines = edgesAt(road, section, section.s).map(
    (_, edge): Polyline => rows.map((row) => row[edge]!),
  )
  const leftCount = section.lanes.filter(({ id }) => id > 0).length
  const edges = lines.map((points, edge) => {
    const marks =
      edge === leftCount
        ? section.middleMarks
        : (section.lanes[edge < leftCount ? edge : edge - 1]?.marks ?? [])
    return edgeElement(edgeIdOf(road.id, section, edge), { points, marks, samples, section })
  })
  const lanes = section.lanes.map((lane, index) => {
    const [left, right] = [lean(lines[index]!), lean(lines[index + 1]!)]
    const along = isAlong(road, lane.id)
    const side = (edge: number) => ({ elementId: edges[edge]!.id, isReversed: !along })
    const middle = middleOf(left, right)
    return importedLane(laneIdOf(road.id, section, lane.id), along ? middle : middle.toReversed(), {
      laneKind: laneKindOf(lane.type),
      isCenterDerived: true,
      left: side(along ? index : index + 1),
      right: side(along ? index + 1 : index),
      direction: lane.type === 'bidirectional' ? 'both' : 'forward',
      isInJunction: road.junction !== null,
      speedLimit: speedAt(road, section, lane),
      attributes: { road: road.id, lane: lane.id, type: lane.type },
      extras: {},
    })
  })
  return { lanes, edges }
}

/** Where lines of a section may bend. */
function breaksOf(road: Road, section: Section): readonly number[] {
  const inLanes = section.lanes.flatMap(({ widths, borders, marks }) =>
    [...widths, ...borders, ...marks].map(({ s }) => section.s + s),
  )
  const { pieces, elevation, superelevation, laneOffset } = road
  const inRoad = [pieces, elevation, superelevation, laneOffset].flatMap((list) =>
    list.map(({ s }) => s),
  )
  return [...inRoad, ...inLanes, ...section.middleMarks.map(({ s }) => section.s + s)]
}

function edgeElement(
  id: MapElement['id'],
  given: {
    readonly points: Polyline
    readonly marks: readonly RoadMark[]
    readonly samples: readonly number[]
    readonly section: Section
  },
): MapElement {
  const { points, marks, samples, section } = given
  const paint = marks.flatMap(({ s, mark }): readonly LineMark[] => {
    if (mark === null) return []
    return [{ from: metersTo(points, samples, section.s + s), ...mark }]
  })
  const built = marks.find(({ mark }) => mark === null)
  const extras: Record<string, Json> = built ? { [OPENDRIVE]: { mark: built.type } } : {}
  return importedElement(
    id,
    {
      elementKind: built && paint.length === 0 ? 'roadEdge' : 'laneBoundary',
      shape: { kind: 'line', points: lean(points) },
    },
    { marks: paint, extras },
  )
}

/** Meters along a line, seen from above, to the place of a road. */
function metersTo(points: Polyline, samples: readonly number[], s: number): number {
  let meters = 0
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [samples[index - 1]!, samples[index]!]
    const [a, b] = [points[index - 1]!, points[index]!]
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (s < to - 1e-9) return meters + Math.max(0, (s - from) / (to - from)) * length
    meters += length
  }
  return meters
}

function speedAt(road: Road, section: Section, lane: RoadLane): number | null {
  const own = lane.speeds[0]?.speed
  if (own !== undefined) return own
  return road.speeds.findLast(({ s }) => s <= section.s + 1e-9)?.speed ?? null
}
