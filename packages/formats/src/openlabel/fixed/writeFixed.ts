import {
  type FixedRecord,
  isFixedRecord,
  type Json,
  type Lane,
  type Link,
  type MapElement,
} from '@trueline/annotation'
import { add, type Polyline, type Vec3 } from '@trueline/geometry'
import { markTypeOf } from '../../argoverse2/map/names.ts'
import type { ExportSource } from '../../codec.ts'
import { isObject, type JsonObject } from '../../jsonAt.ts'
import { reviewFields } from '../../maps/review.ts'
import { againstLine } from '../../maps/sharedLines.ts'
import { uuidOf } from '../../token.ts'
import { OPENLABEL } from '../names.ts'
import { ELEMENT_TYPES, KNOTS, RELATION_TYPES } from './names.ts'
import { endsOfRelation, type Fixed } from './readFixed.ts'

/** What lanes and elements are written into. */
export type FixedTarget = {
  /** The system of their points. */
  readonly system: string
  /** What the document had of them before. */
  readonly before: Fixed
}

/**
 * A document's root with the lanes, elements and links of a clip: those that are as they were stay as
 * they are, the rest is written anew.
 */
export function withFixed(
  root: JsonObject,
  { clip, records }: ExportSource,
  { system, before }: FixedTarget,
): JsonObject {
  const now = indexOf(records.filter(isFixedRecord))
  const then = indexOf(before.records)
  if (now.things.length === 0 && then.things.length === 0) return root
  const objects = new Map(Object.entries(isObject(root.objects) ? root.objects : {}))
  const uids = new Map<string, string>()
  const shiftThen = before.origin
  const thenText = new Map(
    then.things.map((one) => [
      one.id as string,
      textOf(objectOf(one, { ...then, system, origin: shiftThen })),
    ]),
  )
  for (const thing of now.things) {
    const known = uidOfId(thing.id)
    const uid = known !== null && objects.has(known) ? known : uuidOf(thing.id)
    uids.set(thing.id, uid)
    const object = objectOf(thing, { ...now, system, origin: clip.worldOrigin })
    if (thenText.get(thing.id) === textOf(object)) continue
    const old = objects.get(uid)
    objects.set(uid, { ...(isObject(old) ? old : { name: thing.id }), ...object })
  }
  const kept = new Set(uids.values())
  for (const { id } of then.things) {
    const uid = uidOfId(id)
    if (uid !== null && !kept.has(uid)) objects.delete(uid)
  }
  const relations = relationsOf(root, now.links, { uids, then })
  return {
    ...root,
    ...(objects.size > 0 && { objects: Object.fromEntries(objects) }),
    ...(Object.keys(relations).length > 0 || root.relations !== undefined ? { relations } : {}),
  }
}

type Index = {
  /** Lanes, and the elements that are no lane's side. */
  readonly things: readonly (Lane | MapElement)[]
  readonly links: readonly Link[]
  readonly elements: ReadonlyMap<string, MapElement>
}

function indexOf(records: readonly FixedRecord[]): Index {
  const lanes = records.filter((one): one is Lane => one.kind === 'lane')
  const elements = new Map(
    records.flatMap((one) => (one.kind === 'mapElement' ? [[one.id as string, one] as const] : [])),
  )
  const links = records.filter((one): one is Link => one.kind === 'link')
  const linked = new Set<string>(links.flatMap(({ from, to }) => [from, to]))
  const sides = new Set<string>(
    lanes.flatMap(({ left, right }) =>
      [left, right].flatMap((side) => (isWrittenSide(side, elements) ? [side!.elementId] : [])),
    ),
  )
  const alone = [...elements.values()].filter((one) => !sides.has(one.id) || linked.has(one.id))
  return { things: [...alone, ...lanes], links, elements }
}

function isWrittenSide(side: Lane['left'], elements: ReadonlyMap<string, MapElement>): boolean {
  return side !== null && elements.get(side.elementId)?.shape.kind === 'line'
}

/** The uid of a record that was read from a document; `null` of others. */
function uidOfId(id: string): string | null {
  return new RegExp(`^${OPENLABEL}:(?:lane|element)/([^/]+)$`).exec(id)?.[1] ?? null
}

type ObjectContext = Index & { readonly system: string; readonly origin: Vec3 }

function objectOf(thing: Lane | MapElement, context: ObjectContext): JsonObject {
  if (thing.kind === 'lane') return laneObject(thing, context)
  const { elementKind, shape, attributes, marks, knots } = thing
  const type =
    ELEMENT_TYPES.find(([, kind]) => kind === elementKind)?.[0] ??
    String(attributes.type ?? 'MapElement')
  const { type: _, ...rest } = attributes
  const told = elementKind === 'other' ? rest : attributes
  const box: JsonObject =
    shape.kind === 'box'
      ? { extent: shape.cuboid.extent.join(' '), rotation: shape.cuboid.rotation.join(' ') }
      : {}
  const line = poly3d('shape', shape.kind === 'box' ? uprightOf(shape.cuboid) : shape.points, {
    context,
    isClosed: shape.kind === 'ring',
    told: { ...paintTold(marks), ...box },
    knots,
  })
  return { type, object_data: { poly3d: [line], ...dataOf({ ...told, ...reviewFields(thing) }) } }
}

function laneObject(lane: Lane, context: ObjectContext): JsonObject {
  const side = (which: 'left' | 'right'): readonly JsonObject[] => {
    const boundary = lane[which]
    const element = boundary === null ? undefined : context.elements.get(boundary.elementId)
    if (boundary === null || element?.shape.kind !== 'line') return []
    const { points } = element.shape
    const { isReversed } = boundary
    const knots = isReversed ? element.knots?.toReversed() : element.knots
    const marks = isReversed ? element.marks.map(againstLine) : element.marks
    const { elementKind: kind } = element
    const told = { lane_edge: which, ...paintTold(marks), ...(kind !== 'laneBoundary' && { kind }) }
    return [
      poly3d('lane_edge', isReversed ? points.toReversed() : points, {
        context,
        isClosed: false,
        told,
        knots,
      }),
    ]
  }
  return {
    type: 'Lane',
    object_data: {
      poly3d: [
        poly3d('centerline', lane.centerLine, {
          context,
          isClosed: false,
          told: {},
          knots: lane.knots,
        }),
        ...side('left'),
        ...side('right'),
      ],
      ...dataOf({
        ...(lane.laneKind !== 'driving' && { lane_kind: lane.laneKind }),
        ...(lane.direction === 'both' && { direction: 'both' }),
        ...(lane.turn !== null && { turn: lane.turn }),
        ...(lane.speedLimit !== null && { speed_limit: lane.speedLimit }),
        ...(lane.isInJunction && { in_junction: true }),
        ...(lane.isCenterDerived && { center_derived: true }),
        ...lane.attributes,
        ...reviewFields(lane),
      }),
    },
  }
}

function uprightOf({
  center: [x, y, z],
  extent,
}: {
  readonly center: Vec3
  readonly extent: Vec3
}): Polyline {
  return [
    [x, y, z - extent[2] / 2],
    [x, y, z + extent[2] / 2],
  ]
}

function paintTold(marks: MapElement['marks']): JsonObject {
  if (marks.length === 0) return {}
  const type = marks.length === 1 ? markTypeOf(marks) : null
  return type === null ? { marks: JSON.stringify(marks) } : { mark: type }
}

function poly3d(
  name: string,
  line: Polyline,
  {
    context,
    isClosed,
    told,
    knots,
  }: {
    readonly context: ObjectContext
    readonly isClosed: boolean
    readonly told: JsonObject
    readonly knots: Polyline | undefined
  },
): JsonObject {
  const numbers = (points: Polyline): readonly number[] =>
    points.flatMap((point) => add(point, context.origin).map(rounded))
  const attributes = {
    ...dataOf(told),
    ...(knots !== undefined && { vec: [{ name: KNOTS, val: numbers(knots) }] }),
  }
  return {
    name,
    val: numbers(line),
    closed: isClosed,
    coordinate_system: context.system,
    ...(Object.keys(attributes).length > 0 && { attributes }),
  }
}

/** To a micrometer: what moving the origin there and back adds is far below. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}

/** Values by their type, as the standard lists them. */
function dataOf(values: JsonObject): JsonObject {
  const list = (type: 'string' | 'number' | 'boolean'): readonly Json[] =>
    Object.entries(values)
      .filter(([, value]) => typeof value === type)
      .map(([name, val]) => ({ name, val }))
  const [text, num, boolean] = [list('string'), list('number'), list('boolean')]
  return {
    ...(text.length > 0 && { text }),
    ...(num.length > 0 && { num }),
    ...(boolean.length > 0 && { boolean }),
  }
}

function textOf(object: JsonObject): string {
  return JSON.stringify(object)
}

function relationsOf(
  root: JsonObject,
  links: readonly Link[],
  { uids, then }: { readonly uids: ReadonlyMap<string, string>; readonly then: Index },
): JsonObject {
  const keyOf = (kind: string, from: string, to: string): string => `${kind} ${from} ${to}`
  const wanted = new Map<
    string,
    { readonly link: Link; readonly from: string; readonly to: string }
  >()
  for (const link of links) {
    const [from, to] = [uids.get(link.from), uids.get(link.to)]
    if (from !== undefined && to !== undefined)
      wanted.set(keyOf(link.linkKind, from, to), { link, from, to })
  }
  const known = new Set(then.things.map(({ id }) => uidOfId(id)))
  const relations: [string, Json][] = []
  for (const [uid, relation] of Object.entries(isObject(root.relations) ? root.relations : {})) {
    const ends = endsOfRelation(relation)
    const isLink = ends !== null && known.has(ends.from) && known.has(ends.to)
    if (isLink && !wanted.delete(keyOf(ends.kind, ends.from, ends.to))) continue
    relations.push([uid, relation])
  }
  const taken = new Set(relations.map(([uid]) => uid))
  let next = 0
  for (const { link, from, to } of wanted.values()) {
    while (taken.has(String(next))) next += 1
    taken.add(String(next))
    const type = RELATION_TYPES.find(([, kind]) => kind === link.linkKind)?.[0] ?? link.linkKind
    const agent = (uid: string): Json => [{ uid, type: 'object' }]
    relations.push([
      String(next),
      { name: link.id.slice(0, 200), type, rdf_subjects: agent(from), rdf_objects: agent(to) },
    ])
  }
  return Object.fromEntries(relations)
}
