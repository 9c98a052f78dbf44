import type { Lane, LaneTurn, MapElement } from '@trueline/annotation'
import type { Polyline, Vec3 } from '@trueline/geometry'
import { reviewFields } from '../maps/review.ts'
import { attributeTags, freshWay, nodesAlong, textTags, type Ways } from './buildWays.ts'
import type { Bounded } from './impliedLinks.ts'
import { type KeptFile, type KeptRelation, keptRelation } from './kept.ts'
import {
  areaKindOf,
  areaSubtypeOf,
  laneKindOf,
  outlineTags,
  speedOf,
  speedText,
  subtypeOf,
} from './names.ts'
import type { NodeBook } from './nodeBook.ts'
import type { OsmMember, OsmRelation, OsmWay, Tags } from './osm.ts'
import type { VirtualSides } from './virtualSides.ts'

/** What relations are made with. */
export type RelationContext = {
  readonly ways: Ways
  /** The same ways by their own id. */
  readonly wayById: ReadonlyMap<string, OsmWay>
  readonly virtual: VirtualSides
  readonly book: NodeBook
  readonly kept: KeptFile | null
}

/** A relation, the ways made for it, and its boundaries where it is a lane. */
export type Built = {
  readonly relation: OsmRelation
  readonly ways: readonly OsmWay[]
  readonly bounded: Bounded | null
}

const TURNS: Readonly<Record<LaneTurn, string>> = {
  straight: 'straight',
  left: 'left',
  right: 'right',
  uTurn: 'u_turn',
}

/** The lanelet of a lane; `null` of one that stands straight up. */
export function laneletOf(lane: Lane, context: RelationContext): Built | null {
  const { ways, virtual, book } = context
  const own = virtual.get(lane.id)
  const sides = own ?? {
    left: lane.left && ways.get(lane.left.elementId),
    right: lane.right && ways.get(lane.right.elementId),
  }
  const { left, right } = sides
  if (!left || !right) return null
  const kept = keptRelation(lane)
  const center = lane.isCenterDerived ? null : centerWay(lane, kept, context)
  const along = own
    ? { left: left.nodes, right: right.nodes }
    : {
        left: nodesAlong(ways, lane.left) ?? left.nodes,
        right: nodesAlong(ways, lane.right) ?? right.nodes,
      }
  const side = (which: 'left' | 'right') => ({
    way: sides[which]!.id,
    isReversed: own ? false : (lane[which]?.isReversed ?? false),
    start: along[which][0] ?? '',
    end: along[which].at(-1) ?? '',
  })
  return {
    relation: {
      id: kept?.id ?? book.freshId(),
      members: [
        member('way', left.id, 'left'),
        member('way', right.id, 'right'),
        ...(center ? [member('way', center.id, 'centerline')] : []),
      ],
      tags: {
        ...laneTags(lane, kept),
        ...attributeTags(lane.attributes),
        ...textTags(reviewFields(lane)),
      },
    },
    ways: [...(own ? [left, right] : []), ...(center ? [center] : [])],
    bounded: { id: lane.id, left: side('left'), right: side('right') },
  }
}

/** The crossing or area of a ring; `null` of any other shape. */
export function relationOfRing(element: MapElement, context: RelationContext): Built | null {
  const { shape, elementKind } = element
  if (shape.kind !== 'ring') return null
  const kept = keptRelation(element)
  const told = { ...attributeTags(element.attributes), ...textTags(reviewFields(element)) }
  const id = kept?.id ?? context.book.freshId()
  if (elementKind === 'crosswalk') {
    const half = Math.ceil(shape.points.length / 2)
    const [left, right] = sidesOf(shape.points, kept, context) ?? [
      edgeWay(shape.points.slice(0, half), context),
      edgeWay(shape.points.slice(half).toReversed(), context),
    ]
    if (left.nodes.length < 2 || right.nodes.length < 2) return null
    return {
      relation: {
        id,
        members: [member('way', left.id, 'left'), member('way', right.id, 'right')],
        tags: { ...(kept?.said ?? FRESH_CROSSING), ...told },
      },
      ways: isKnown(left, context) ? [] : [left, right],
      bounded: null,
    }
  }
  const isSameKind = kept !== null && areaKindOf(kept.subtype) === elementKind
  const subtype = isSameKind ? kept.subtype : areaSubtypeOf(elementKind)
  const inner = kept?.members.filter(({ role }) => role === 'inner') ?? []
  const outer = outerWays(shape.points, kept, context)
  const fresh = outer === null ? freshRing(shape.points, context) : null
  return {
    relation: {
      id,
      members: [...(outer ?? []), ...(fresh ? [member('way', fresh.id, 'outer')] : []), ...inner],
      tags: { type: 'multipolygon', ...(subtype !== '' && { subtype }), ...told },
    },
    ways: fresh ? [fresh] : [],
    bounded: null,
  }
}

const FRESH_CROSSING: Tags = { type: 'lanelet', subtype: 'crosswalk', one_way: 'no' }

function member(type: string, ref: string, role: string): OsmMember {
  return { type, ref, role }
}

/** What a lanelet says of its lane; what it said before where that is still so. */
function laneTags(lane: Lane, kept: KeptRelation | null): Tags {
  const said = kept?.said ?? {}
  const subtype =
    kept !== null && laneKindOf(kept.subtype) === lane.laneKind
      ? kept.subtype
      : subtypeOf(lane.laneKind)
  const oneWay = lane.direction === 'both' ? 'no' : 'yes'
  const isSaid = said.one_way === undefined ? oneWay === 'yes' : said.one_way === oneWay
  const { speedLimit, turn } = lane
  const limit = said.speed_limit
  const isSameLimit = limit !== undefined && speedOf(limit) === speedLimit
  return {
    type: 'lanelet',
    ...(subtype !== '' && { subtype }),
    ...(isSaid && kept !== null ? saidOf('one_way', said) : { one_way: oneWay }),
    ...(isSameLimit
      ? { speed_limit: limit }
      : speedLimit !== null && { speed_limit: speedText(speedLimit) }),
    ...(turn !== null && { turn_direction: TURNS[turn] }),
  }
}

function saidOf(key: string, said: Tags): Tags {
  const value = said[key]
  return value === undefined ? {} : { [key]: value }
}

function centerWay(
  lane: Lane,
  kept: KeptRelation | null,
  { book, kept: file }: RelationContext,
): OsmWay {
  const ref = kept?.members.find(({ role }) => role === 'centerline')?.ref
  const before = file?.ways.find(({ id }) => id === ref)
  return freshWay(lane.centerLine, book, {
    tags: before?.tags ?? { type: 'virtual' },
    ...(before && { id: before.id, kept: before.nodes }),
  })
}

function edgeWay(line: Polyline, { book }: RelationContext): OsmWay {
  return freshWay(line, book, { tags: outlineTags('pedestrian_marking') })
}

function isKnown(way: OsmWay, { wayById }: RelationContext): boolean {
  return wayById.has(way.id)
}

/** A crossing's ways, where its ring still runs along them. */
function sidesOf(
  ring: Polyline,
  kept: KeptRelation | null,
  context: RelationContext,
): readonly [OsmWay, OsmWay] | null {
  const { wayById } = context
  const find = (role: string) =>
    wayById.get(kept?.members.find((one) => one.role === role)?.ref ?? '')
  const [left, right] = [find('left'), find('right')]
  if (left === undefined || right === undefined) return null
  const nodes = [...left.nodes, ...right.nodes]
  if (nodes.length !== ring.length) return null
  const places = new Set(ring.map(keyOf))
  const isAt = (id: string): boolean => {
    const place = context.book.placeOf(id)
    return place !== undefined && places.has(keyOf(place))
  }
  return nodes.every(isAt) ? [left, right] : null
}

/** An area's ways as they were, where they are all there and its ring still runs along them. */
function outerWays(
  ring: Polyline,
  kept: KeptRelation | null,
  context: RelationContext,
): readonly OsmMember[] | null {
  const members = kept?.members.filter(({ role }) => role === 'outer') ?? []
  if (members.length === 0) return null
  const { wayById } = context
  const places = new Set(ring.map(keyOf))
  const seen = new Set<string>()
  for (const { ref } of members) {
    for (const node of wayById.get(ref)?.nodes ?? ['']) {
      const place = context.book.placeOf(node)
      if (place === undefined || !places.has(keyOf(place))) return null
      seen.add(keyOf(place))
    }
  }
  return seen.size === places.size ? members : null
}

/** A place to the millimeter. */
function keyOf(point: Vec3): string {
  return point.map((one) => one.toFixed(3)).join()
}

function freshRing(points: Polyline, { book }: RelationContext): OsmWay {
  const nodes = book.along(points, [])
  return { id: book.freshId(), nodes: [...nodes, nodes[0]!], tags: outlineTags('virtual') }
}
