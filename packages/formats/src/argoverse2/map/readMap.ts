import {
  type AnnotationRecord,
  type Json,
  type Lane,
  type LaneId,
  type Link,
  type LinkKind,
  laneId,
  type MapElement,
  type MapElementKind,
  mapElementId,
} from '@trueline/annotation'
import { middleLine, type Polyline, subtract, type Vec3 } from '@trueline/geometry'
import type { FileTree } from '../../codec.ts'
import {
  below,
  type JsonObject,
  type JsonPlace,
  listAt,
  numberAt,
  objectAt,
  textAt,
  unlike,
} from '../../jsonAt.ts'
import { importedElement, importedLane, importedLink } from '../../maps/fixedRecords.ts'
import { createSharedLines, type SharedLines } from '../../maps/sharedLines.ts'
import { tellMirrored } from '../../maps/tellMirrored.ts'
import { plainText } from '../../plainText.ts'
import { type OpenReport, tryOr } from '../../refuse.ts'
import { parseSourceJson } from '../../sourceJson.ts'
import { argoverseTexts as say } from '../argoverseTexts.ts'
import { ARGOVERSE2 } from '../names.ts'
import { laneKindOf, marksOf } from './names.ts'

/** What a map is read with. */
type Context = {
  /** The world's origin in the city. */
  readonly origin: Vec3
  readonly report: OpenReport
}

/**
 * The lanes, crossings and drivable areas of a map archive, in world space.
 *
 * Lanes that name the same line share it. A link to a lane outside of the piece is kept with its lane and
 * written back. What is wrong with a lane is refused for it alone.
 *
 * @throws {BadInputError} when the file is no map.
 */
export async function readMap(
  tree: FileTree,
  file: string,
  context: Context,
): Promise<readonly AnnotationRecord[]> {
  const root = { file, pointer: '' }
  const map = objectAt(parseSourceJson(await tree.read(file), file), root)
  const itemsOf = (key: string): readonly (readonly [Json, JsonPlace])[] => {
    const place = below(root, key)
    return Object.entries(map[key] === undefined ? {} : objectAt(map[key], place)).map(
      ([id, item]) => [item, below(place, id)] as const,
    )
  }
  const lines = createSharedLines((number) => mapElementId(`${ARGOVERSE2}:line/${number}`))
  const segments = itemsOf('lane_segments').flatMap(([item, place]) => {
    const segment = tryOr(context.report, () => segmentOf(item, { place, lines, context }))
    return segment === null ? [] : [segment]
  })
  const known = new Set(segments.map(({ lane }) => lane.id))
  const areas = [
    ...itemsOf('pedestrian_crossings').map((one) => [one, crossingOf] as const),
    ...itemsOf('drivable_areas').map((one) => [one, areaOf] as const),
  ].flatMap(([[item, place], read]) => {
    const element = tryOr(context.report, () => read(item, { place, context }))
    return element === null ? [] : [element]
  })
  const records = [
    ...lines.elements(),
    ...areas,
    ...segments.map((segment) => withOutside(segment, known)),
    ...segments.flatMap((segment) => linksOf(segment, known)),
  ]
  tellMirrored(records, { file, report: context.report })
  return records
}

/** A lane and the lanes it names. */
type Segment = {
  readonly lane: Lane
  readonly successors: readonly LaneId[]
  readonly predecessors: readonly LaneId[]
  readonly left: LaneId | null
  readonly right: LaneId | null
}

function segmentOf(
  item: Json,
  parts: {
    readonly place: JsonPlace
    readonly lines: SharedLines
    readonly context: Context
  },
): Segment {
  const { place, lines, context } = parts
  const row = objectAt(item, place)
  const boundaryOf = (side: 'left' | 'right') => {
    const points = lineAt(row[`${side}_lane_boundary`], below(place, `${side}_lane_boundary`), {
      context,
      least: 2,
    })
    const markPlace = below(place, `${side}_lane_mark_type`)
    const type = textAt(row[`${side}_lane_mark_type`], markPlace)
    const marks = marksOf(type)
    if (marks === null) throw unlike(type, markPlace, say.knownMark)
    return { points, boundary: lines.along(points, marks) }
  }
  const type = textAt(row.lane_type, below(place, 'lane_type'))
  const laneKind = laneKindOf(type)
  if (laneKind === null) throw unlike(type, below(place, 'lane_type'), say.knownLane)
  const [left, right] = [boundaryOf('left'), boundaryOf('right')]
  const ids = (key: string): readonly LaneId[] =>
    listAt(row[key] ?? [], below(place, key)).map((id) => segmentId(plainText(id)))
  const one = (key: string): LaneId | null => {
    const id = row[key] ?? null
    return id === null ? null : segmentId(plainText(id))
  }
  const sourceId = idAt(row, place)
  return {
    lane: importedLane(segmentId(plainText(sourceId)), middleLine(left.points, right.points), {
      laneKind,
      isCenterDerived: true,
      left: left.boundary,
      right: right.boundary,
      isInJunction: row.is_intersection === true,
      extras: { [ARGOVERSE2]: { id: sourceId } },
    }),
    successors: ids('successors'),
    predecessors: ids('predecessors'),
    left: one('left_neighbor_id'),
    right: one('right_neighbor_id'),
  }
}

/** The lane with those it names that are not in the map, for the way back. */
function withOutside(segment: Segment, known: ReadonlySet<LaneId>): Lane {
  const { lane, left, right } = segment
  const outside = (ids: readonly (LaneId | null)[]): readonly Json[] =>
    ids.flatMap((id) => (id === null || known.has(id) ? [] : [Number(sourceIdOf(id))]))
  const kept = {
    successors: outside(segment.successors),
    predecessors: outside(segment.predecessors),
    left: outside([left]),
    right: outside([right]),
  }
  const there = Object.entries(kept).filter(([, ids]) => ids.length > 0)
  if (there.length === 0) return lane
  const own = objectAt(lane.extras[ARGOVERSE2], { file: '', pointer: '' })
  return { ...lane, extras: { [ARGOVERSE2]: { ...own, outside: Object.fromEntries(there) } } }
}

function linksOf(segment: Segment, known: ReadonlySet<LaneId>): readonly Link[] {
  const { lane, successors, left, right } = segment
  const to = (linkKind: LinkKind, id: LaneId | null): readonly Link[] =>
    id === null || !known.has(id) ? [] : [importedLink(linkKind, { from: lane.id, to: id })]
  return [
    ...successors.flatMap((id) => to('successor', id)),
    ...to('leftNeighbour', left),
    ...to('rightNeighbour', right),
  ]
}

type AreaParts = { readonly place: JsonPlace; readonly context: Context }

/** A crossing as its ring: one edge, and the other back. */
function crossingOf(item: Json, { place, context }: AreaParts): MapElement {
  const row = objectAt(item, place)
  const edge = (key: string): Polyline => lineAt(row[key], below(place, key), { context, least: 2 })
  const points = [...edge('edge1'), ...edge('edge2').toReversed()]
  return areaWith('crosswalk', idAt(row, place), points)
}

function areaOf(item: Json, { place, context }: AreaParts): MapElement {
  const row = objectAt(item, place)
  const points = lineAt(row.area_boundary, below(place, 'area_boundary'), { context, least: 3 })
  return areaWith('drivableArea', idAt(row, place), points)
}

function areaWith(kind: MapElementKind, id: Json, points: Polyline): MapElement {
  return importedElement(
    mapElementId(`${ARGOVERSE2}:${kind}/${plainText(id)}`),
    { elementKind: kind, shape: { kind: 'ring', points } },
    { extras: { [ARGOVERSE2]: { id } } },
  )
}

function lineAt(
  value: Json | undefined,
  place: JsonPlace,
  { context, least }: { readonly context: Context; readonly least: number },
): Polyline {
  const items = listAt(value, place)
  if (items.length < least) throw unlike(value, place, say.pointsOf({ least }))
  return items.map((item, index) => {
    const at = below(place, index)
    const { x, y, z } = objectAt(item, at)
    const city = [
      numberAt(x, below(at, 'x')),
      numberAt(y, below(at, 'y')),
      numberAt(z, below(at, 'z')),
    ] as const
    return subtract(city, context.origin)
  })
}

/** The `id` of an item. */
function idAt(row: JsonObject, place: JsonPlace): Json {
  const id = row.id ?? null
  if (id === null) throw unlike(row.id, below(place, 'id'), say.anId)
  return id
}

function segmentId(id: string): LaneId {
  return laneId(`${ARGOVERSE2}:lane/${id}`)
}

function sourceIdOf(id: LaneId): string {
  return id.slice(id.lastIndexOf('/') + 1)
}
