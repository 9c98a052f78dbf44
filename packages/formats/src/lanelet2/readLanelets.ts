import {
  type Lane,
  type LaneTurn,
  laneId,
  type MapElement,
  mapElementId,
} from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { importedElement, importedLane } from '../maps/fixedRecords.ts'
import { middleOf, turnsOf } from '../maps/lines.ts'
import { reviewOf } from '../maps/review.ts'
import type { Bounded, Side } from './impliedLinks.ts'
import { extrasOf } from './kept.ts'
import { lanelet2Texts as say } from './lanelet2Texts.ts'
import { areaKindOf, LANELET2, laneKindOf, speedOf } from './names.ts'
import type { OsmRelation, OsmWay } from './osm.ts'
import { elementIdOf, freeTags, pointsOfWay, type WayContext } from './readWays.ts'

const TURNS: Readonly<Record<string, LaneTurn>> = {
  straight: 'straight',
  left: 'left',
  right: 'right',
  u_turn: 'uTurn',
}
const SAID = ['type', 'subtype', 'one_way', 'speed_limit', 'turn_direction']

/** A lanelet: a lane, or a crossing as its ring. */
export type Lanelet = { readonly record: Lane | MapElement; readonly bounded: Bounded | null }

/** A lanelet as a record. @throws {BadInputError} when it has not a left and a right way. */
export function readLanelet(relation: OsmRelation, context: WayContext): Lanelet {
  const { id, tags, members } = relation
  const [left, right] = [sideOf(relation, 'left', context), sideOf(relation, 'right', context)]
  const turns = turnsOf(left.points, right.points)
  const along = {
    left: turns.left ? left.points.toReversed() : left.points,
    right: turns.right ? right.points.toReversed() : right.points,
  }
  const subtype = tags.subtype ?? ''
  const said = Object.fromEntries(Object.entries(tags).filter(([key]) => SAID.includes(key)))
  const extras = extrasOf({ id, subtype, members, said })
  const attributes = freeTags(tags, SAID)
  if (subtype === 'crosswalk') {
    const shape = { kind: 'ring', points: ringOf(along) } as const
    const given = { attributes, ...reviewOf(tags), extras }
    return {
      record: importedElement(crossingIdOf(id), { elementKind: 'crosswalk', shape }, given),
      bounded: null,
    }
  }
  const center = centerOf(relation, context)
  const turn = TURNS[tags.turn_direction ?? ''] ?? null
  const record = importedLane(laneIdOf(id), center ?? middleOf(along.left, along.right), {
    laneKind: laneKindOf(subtype),
    isCenterDerived: center === null,
    left: { elementId: elementIdOf(left.way.id), isReversed: turns.left },
    right: { elementId: elementIdOf(right.way.id), isReversed: turns.right },
    direction: tags.one_way === 'no' ? 'both' : 'forward',
    turn,
    isInJunction: turn !== null,
    speedLimit: speedOf(tags.speed_limit ?? ''),
    attributes,
    ...reviewOf(tags),
    extras,
  })
  const bounded = {
    id: record.id,
    left: boundedSide(left.way, turns.left),
    right: boundedSide(right.way, turns.right),
  }
  return { record, bounded }
}

/** The ring of a crossing: its left side, and its right one back. */
export function ringOf({
  left,
  right,
}: {
  readonly left: Polyline
  readonly right: Polyline
}): Polyline {
  return [...left, ...right.toReversed()]
}

/** The id of a lanelet's lane. */
export function laneIdOf(relation: string): Lane['id'] {
  return laneId(`${LANELET2}:lanelet/${relation}`)
}

/** The id of a crossing. */
export function crossingIdOf(relation: string): MapElement['id'] {
  return mapElementId(`${LANELET2}:crosswalk/${relation}`)
}

/** An area as its outer ring. @throws {BadInputError} when its ways make none. */
export function readArea(relation: OsmRelation, context: WayContext): MapElement {
  const { id, tags, members } = relation
  const subtype = tags.subtype ?? ''
  const points = outerRing(relation, context)
  return importedElement(
    mapElementId(`${LANELET2}:area/${id}`),
    { elementKind: areaKindOf(subtype), shape: { kind: 'ring', points } },
    {
      attributes: freeTags(tags, SAID),
      ...reviewOf(tags),
      extras: extrasOf({ id, subtype, members, said: { type: 'multipolygon', subtype } }),
    },
  )
}

/** A side of a lanelet by its way. @throws {BadInputError} when there is not one that is a line. */
function sideOf(relation: OsmRelation, role: string, context: WayContext) {
  const ways = relation.members.filter((one) => one.type === 'way' && one.role === role)
  const [only] = ways
  const place = say.relation({ type: 'lanelet', id: relation.id })
  const { file } = context
  if (only === undefined || ways.length > 1) {
    const found = say.sides({ count: ways.length, role })
    throw new BadInputError({ file, place, found, expected: say.oneSide })
  }
  const way = wayOf(only.ref, relation, context)
  return { way, points: pointsOfWay(way, context, place) }
}

function wayOf(id: string, relation: OsmRelation, { file, osm }: WayContext): OsmWay {
  const way = osm.ways.get(id)
  if (way !== undefined) return way
  const place = say.relation({ type: relation.tags.type ?? 'relation', id: relation.id })
  const found = say.missing({ what: say.aWay, id })
  throw new BadInputError({ file, place, found, expected: say.inFile })
}

function centerOf(relation: OsmRelation, context: WayContext): Polyline | null {
  const own = relation.members.find((one) => one.type === 'way' && one.role === 'centerline')
  return own === undefined ? null : pointsOfWay(wayOf(own.ref, relation, context), context)
}

function boundedSide({ id, nodes }: OsmWay, isReversed: boolean): Side {
  const [first = '', last = ''] = [nodes[0], nodes.at(-1)]
  return { way: id, isReversed, start: isReversed ? last : first, end: isReversed ? first : last }
}

/** The points of ways joined end to end, turned where they must be; the ring is not closed. */
function outerRing(relation: OsmRelation, context: WayContext): Polyline {
  const left = relation.members
    .filter(({ type, role }) => type === 'way' && role === 'outer')
    .map(({ ref }) => wayOf(ref, relation, context).nodes)
  const nodes = [...(left.shift() ?? [])]
  while (left.length > 0) {
    const end = nodes.at(-1)
    const at = left.findIndex((way) => way[0] === end || way.at(-1) === end)
    const [next] = at < 0 ? [] : left.splice(at, 1)
    if (next === undefined) throw notRing(relation, context)
    nodes.push(...(next[0] === end ? next : next.toReversed()).slice(1))
  }
  if (nodes.length > 1 && nodes[0] === nodes.at(-1)) nodes.pop()
  if (nodes.length < 3) throw notRing(relation, context)
  const place = say.relation({ type: 'multipolygon', id: relation.id })
  return pointsOfWay({ id: relation.id, nodes, tags: {} }, context, place)
}

function notRing({ id }: OsmRelation, { file }: WayContext): BadInputError {
  const place = say.relation({ type: 'multipolygon', id })
  return new BadInputError({ file, place, found: say.open, expected: say.ring })
}
