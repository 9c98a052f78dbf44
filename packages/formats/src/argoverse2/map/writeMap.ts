import type { Json, Lane, LaneBoundary, LaneId, MapElement } from '@trueline/annotation'
import { add, type Polyline, type Vec3 } from '@trueline/geometry'
import type { ExportSource, OutputFile } from '../../codec.ts'
import { isList, isObject, type JsonObject } from '../../jsonAt.ts'
import { plainText } from '../../plainText.ts'
import { printSourceJson } from '../../sourceJson.ts'
import { ARGOVERSE2 } from '../names.ts'
import { againstLine, laneTypeOf, markTypeOf } from './names.ts'

/** The map archive of a clip's fixed records; `null` where there are none that a map holds. */
export function writeMap(source: ExportSource, path: string): OutputFile | null {
  const { records, clip } = source
  const origin = clip.worldOrigin
  const lines = new Map(
    records.flatMap((one) => (one.kind === 'mapElement' ? [[one.id, one] as const] : [])),
  )
  const lanes = records.filter((one): one is Lane => one.kind === 'lane' && isBounded(one, lines))
  const areas = [...lines.values()].filter(({ shape }) => shape.kind === 'ring')
  const crossings = areas.filter(({ elementKind }) => elementKind === 'crosswalk')
  const drivable = areas.filter(({ elementKind }) => elementKind === 'drivableArea')
  if (lanes.length + crossings.length + drivable.length === 0) return null
  const idOf = sourceIds([...lanes, ...crossings, ...drivable])
  const linked = linksBetween(source, lanes)
  const map = {
    pedestrian_crossings: byId(crossings, idOf, (one) => crossingRow(one, origin)),
    lane_segments: byId(lanes, idOf, (lane) => ({
      is_intersection: lane.isInJunction,
      lane_type: laneTypeOf(lane.laneKind) ?? 'VEHICLE',
      ...sideRow('left', lane.left, { lines, origin }),
      ...sideRow('right', lane.right, { lines, origin }),
      ...linkRow(lane, linked, idOf),
    })),
    drivable_areas: byId(drivable, idOf, ({ shape }) => ({
      area_boundary: shape.kind === 'ring' ? pointRows(shape.points, origin) : [],
    })),
  }
  return { path, bytes: new TextEncoder().encode(printSourceJson(map)) }
}

/** Whether both of a lane's boundaries are lines that are there. */
export function isBounded(
  { left, right }: Lane,
  lines: ReadonlyMap<MapElement['id'], MapElement>,
): boolean {
  return [left, right].every((side) => {
    return side !== null && lines.get(side.elementId)?.shape.kind === 'line'
  })
}

type Named = Lane | MapElement

/** Ids as the source has them; those of what is new follow the highest. */
function sourceIds(things: readonly Named[]): (id: Named['id']) => Json {
  const kept = new Map(
    things.flatMap(({ id, extras }) => {
      const own = extras[ARGOVERSE2]
      const source = isObject(own) ? (own.id ?? null) : null
      return source === null ? [] : [[id, source] as const]
    }),
  )
  let next = Math.max(0, ...[...kept.values()].map((id) => Number(plainText(id)) || 0)) + 1
  const given = new Map<Named['id'], Json>(kept)
  for (const { id } of things) if (!given.has(id)) given.set(id, next++)
  return (id) => given.get(id) ?? null
}

function byId<Thing extends Named>(
  things: readonly Thing[],
  idOf: (id: Named['id']) => Json,
  rowOf: (thing: Thing) => JsonObject,
): JsonObject {
  return Object.fromEntries(
    things.map((thing) => {
      const id = idOf(thing.id)
      return [plainText(id), { id, ...rowOf(thing) }]
    }),
  )
}

function sideRow(
  side: 'left' | 'right',
  boundary: LaneBoundary | null,
  parts: {
    readonly lines: ReadonlyMap<MapElement['id'], MapElement>
    readonly origin: Vec3
  },
): JsonObject {
  const element = boundary && parts.lines.get(boundary.elementId)
  if (boundary === null || element?.shape.kind !== 'line') return {}
  const { points } = element.shape
  const { isReversed } = boundary
  const type = markTypeOf(element.marks) ?? 'UNKNOWN'
  return {
    [`${side}_lane_boundary`]: pointRows(isReversed ? points.toReversed() : points, parts.origin),
    [`${side}_lane_mark_type`]: isReversed ? againstLine(type) : type,
  }
}

type Linked = {
  readonly from: ReadonlyMap<string, readonly LaneId[]>
  readonly to: ReadonlyMap<string, readonly LaneId[]>
}

/** By kind and lane, the lanes that links lead to, and those they come from. */
function linksBetween({ records }: ExportSource, lanes: readonly Lane[]): Linked {
  const known = new Map<string, LaneId>(lanes.map(({ id }) => [id, id]))
  const from = new Map<string, LaneId[]>()
  const to = new Map<string, LaneId[]>()
  for (const record of records) {
    if (record.kind !== 'link') continue
    const [start, end] = [known.get(record.from), known.get(record.to)]
    if (start === undefined || end === undefined) continue
    const [ahead, behind] = [`${record.linkKind} ${start}`, `${record.linkKind} ${end}`]
    from.set(ahead, [...(from.get(ahead) ?? []), end])
    to.set(behind, [...(to.get(behind) ?? []), start])
  }
  return { from, to }
}

function linkRow(
  { id, extras }: Lane,
  { from, to }: Linked,
  idOf: (id: LaneId) => Json,
): JsonObject {
  const own = extras[ARGOVERSE2]
  const outside = isObject(own) && isObject(own.outside) ? own.outside : {}
  const beyond = (key: string): readonly Json[] => {
    const ids = outside[key]
    return isList(ids) ? ids : []
  }
  const successors = (from.get(`successor ${id}`) ?? []).map(idOf)
  const predecessors = (to.get(`successor ${id}`) ?? []).map(idOf)
  const beside = (key: 'left' | 'right'): Json => {
    const [there] = from.get(`${key}Neighbour ${id}`) ?? []
    return there === undefined ? (beyond(key)[0] ?? null) : idOf(there)
  }
  return {
    successors: [...successors, ...beyond('successors')],
    predecessors: [...predecessors, ...beyond('predecessors')],
    right_neighbor_id: beside('right'),
    left_neighbor_id: beside('left'),
  }
}

/** A ring as two edges: its first half, and the other half the other way round. */
function crossingRow({ shape }: MapElement, origin: Vec3): JsonObject {
  if (shape.kind !== 'ring') return {}
  const half = Math.ceil(shape.points.length / 2)
  return {
    edge1: pointRows(shape.points.slice(0, half), origin),
    edge2: pointRows(shape.points.slice(half).toReversed(), origin),
  }
}

function pointRows(points: Polyline, origin: Vec3): readonly JsonObject[] {
  return points.map((point) => {
    const [x, y, z] = add(point, origin).map(rounded)
    return { x: x!, y: y!, z: z! }
  })
}

/** To a micrometer: what moving the origin there and back adds is far below. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
