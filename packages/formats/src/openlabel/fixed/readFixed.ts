import {
  type Attributes,
  FEWEST_KNOTS,
  type FixedRecord,
  type Json,
  type Lane,
  type LineMark,
  laneId,
  type MapElement,
  type MapElementId,
  type MapShape,
  mapElementId,
  recordSchema,
  withTrueKnots,
} from '@trueline/annotation'
import { type Polyline, subtract, type Vec3 } from '@trueline/geometry'
import { marksOf } from '../../argoverse2/map/names.ts'
import {
  below,
  isList,
  isObject,
  type JsonObject,
  type JsonPlace,
  numbersAt,
  objectAt,
  unlike,
} from '../../jsonAt.ts'
import {
  distinctLinks,
  importedElement,
  importedLane,
  importedLink,
} from '../../maps/fixedRecords.ts'
import { middleOf } from '../../maps/lines.ts'
import { mapTexts } from '../../maps/mapTexts.ts'
import { reviewOf } from '../../maps/review.ts'
import { createSharedLines, type SharedLines } from '../../maps/sharedLines.ts'
import { plainText } from '../../plainText.ts'
import { type OpenReport, tryOr } from '../../refuse.ts'
import { OPENLABEL, typeOf } from '../names.ts'
import { ELEMENT_TYPES, isLaneType, KNOTS, RELATION_TYPES } from './names.ts'

/** What lanes and elements of a document are read with. */
export type FixedSetting = {
  readonly file: string
  readonly report: OpenReport
  /** The systems whose points are the world's. */
  readonly worlds: readonly string[]
}

/** The lanes, elements and links of a document, and the world's origin they are counted from. */
export type Fixed = { readonly records: readonly FixedRecord[]; readonly origin: Vec3 }

/** A line of an object: its name, points in the document's world, and attributes. */
type Line = {
  readonly name: string
  readonly points: Polyline
  readonly isClosed: boolean
  readonly told: Attributes
  /** What it says to be the curve through, in the document's world; empty where it says nothing of it. */
  readonly knots: Polyline
}

type Thing = {
  readonly uid: string
  readonly type: string
  readonly lines: readonly Line[]
  readonly told: Attributes
}

/**
 * The lanes, elements and links of a document: objects with lines in the world and no frame, and
 * relations between them.
 *
 * @param origin Where the clip's world has its origin; `null` where it has none yet.
 */
export function readFixed(root: JsonObject, setting: FixedSetting, origin: Vec3 | null): Fixed {
  const place = { file: setting.file, pointer: '/openlabel' }
  const things = thingsOf(root, below(place, 'objects'), setting)
  const [first] = things.flatMap(({ lines }) => lines.flatMap(({ points }) => points))
  const own = origin ?? (first === undefined ? ([0, 0, 0] as const) : originAt(first))
  const lines = createSharedLines((number) => mapElementId(`${OPENLABEL}:line/${number}`))
  const knotsOf = new Map<MapElementId, Polyline>()
  const byUid = new Map<string, Lane | MapElement>()
  const records: (Lane | MapElement)[] = []
  for (const thing of things) {
    const isLane = isLaneType(thing.type) || thing.lines.some(({ name }) => name === 'lane_edge')
    const made = isLane ? laneOf(thing, { lines, knotsOf, origin: own }) : elementsOf(thing, own)
    const sound = made.filter((one) => recordSchema.safeParse(one).success)
    if (sound.length < made.length) {
      const at = below(place, 'objects', thing.uid)
      tryOr(setting.report, () => {
        throw unlike(undefined, at, mapTexts.pointsAtLeast({ least: 2 }))
      })
    }
    records.push(...sound)
    if (sound[0] !== undefined) byUid.set(thing.uid, sound[0])
  }
  return {
    records: [
      ...lines.elements().map((one) => withKnots(one, knotsOf.get(one.id) ?? [])),
      ...records,
      ...linksOf(root, byUid),
    ],
    origin: own,
  }
}

/** A map far from its origin is counted from a place near by. */
function originAt([x, y]: Vec3): Vec3 {
  return Math.hypot(x, y) < 10_000 ? [0, 0, 0] : [Math.round(x), Math.round(y), 0]
}

function thingsOf(root: JsonObject, place: JsonPlace, setting: FixedSetting): readonly Thing[] {
  if (!isObject(root.objects)) return []
  return Object.entries(root.objects).flatMap(([uid, object]): readonly Thing[] => {
    if (!isObject(object) || !isObject(object.object_data)) return []
    const data = object.object_data
    const { poly3d } = data
    if (!isList(poly3d)) return []
    const at = below(place, uid, 'object_data', 'poly3d')
    const lines = poly3d.flatMap((value, index): readonly Line[] => {
      if (!isObject(value) || !isInWorld(value, setting)) return []
      const line = tryOr(setting.report, () => lineOf(value, below(at, index)))
      return line === null ? [] : [line]
    })
    return lines.length === 0 ? [] : [{ uid, type: typeOf(object.type), lines, told: toldBy(data) }]
  })
}

function isInWorld({ coordinate_system: system }: JsonObject, { worlds }: FixedSetting): boolean {
  return typeof system === 'string' && worlds.includes(system)
}

function lineOf(value: JsonObject, place: JsonPlace): Line {
  const { name, val, closed, attributes } = objectAt(value, place)
  const at = below(place, 'val')
  const length = isList(val) ? val.length : 0
  if (length % 3 !== 0 || length < 6) throw unlike(val, at, mapTexts.pointsAtLeast({ least: 2 }))
  const numbers = numbersAt(val, at, [length])
  return {
    name: plainText(name),
    points: inThrees(numbers),
    isClosed: closed === true,
    told: toldBy(attributes),
    knots: knotsIn(attributes),
  }
}

function inThrees(numbers: readonly number[]): Polyline {
  return Array.from({ length: numbers.length / 3 }, (_, index): Vec3 => {
    const from = index * 3
    return [numbers[from]!, numbers[from + 1]!, numbers[from + 2]!]
  })
}

/** What is no list of places is of another program. */
function knotsIn(attributes: Json | undefined): Polyline {
  const list = isObject(attributes) && isList(attributes.vec) ? attributes.vec : []
  const told = list.find((one) => isObject(one) && one.name === KNOTS)
  const numbers = isObject(told) && isList(told.val) ? told.val : []
  const isSound = numbers.every((value) => typeof value === 'number' && Number.isFinite(value))
  return isSound && numbers.length % 3 === 0 ? inThrees(numbers as readonly number[]) : []
}

/** The record with the knots that its line says, where it is the curve through them. */
function withKnots<Told extends Lane | MapElement>(record: Told, knots: Polyline): Told {
  return knots.length < FEWEST_KNOTS ? record : withTrueKnots({ ...record, knots })
}

/** Values of attributes by name: of texts, numbers and flags. */
function toldBy(data: Json | undefined): Attributes {
  if (!isObject(data)) return {}
  const entries = ['text', 'num', 'boolean'].flatMap((kind) => {
    const list = data[kind]
    return (isList(list) ? list : []).flatMap((one) => {
      if (!isObject(one) || typeof one.name !== 'string' || one.name === '') return []
      const { val } = one
      const isPlain = ['string', 'number', 'boolean'].includes(typeof val)
      return isPlain ? [[one.name, val as Attributes[string]] as const] : []
    })
  })
  return Object.fromEntries(entries)
}

const LANE_FIELDS = [
  'lane_kind',
  'direction',
  'turn',
  'speed_limit',
  'in_junction',
  'center_derived',
]

function laneOf(
  { uid, lines: given, told }: Thing,
  {
    lines,
    knotsOf,
    origin,
  }: {
    readonly lines: SharedLines
    /** Of the shared lines, in the world. */
    readonly knotsOf: Map<MapElementId, Polyline>
    readonly origin: Vec3
  },
): readonly Lane[] {
  const inWorld = (line: Polyline): Polyline => line.map((point) => subtract(point, origin))
  const edgeOf = (which: 'left' | 'right') => {
    const line = given.find((one) => one.name === 'lane_edge' && one.told.lane_edge === which)
    if (line === undefined) return null
    const points = inWorld(line.points)
    const kind = ELEMENT_TYPES.find(([, one]) => one === line.told.kind)?.[1]
    const boundary = lines.along(points, paintOf(line), kind)
    const knots = inWorld(line.knots)
    knotsOf.set(boundary.elementId, boundary.isReversed ? knots.toReversed() : knots)
    return { points, boundary }
  }
  const [left, right] = [edgeOf('left'), edgeOf('right')]
  const drawn = given.find(({ name }) => /cent(er|re)_?line/i.test(name))
  const center = drawn
    ? inWorld(drawn.points)
    : left && right
      ? middleOf(left.points, right.points)
      : null
  if (center === null) return []
  const { lane_kind: kind, turn, speed_limit: speed } = told
  const lane = importedLane(laneId(`${OPENLABEL}:lane/${uid}`), center, {
    laneKind: (kind ?? 'driving') as Lane['laneKind'],
    isCenterDerived: drawn === undefined || told.center_derived === true,
    left: left?.boundary ?? null,
    right: right?.boundary ?? null,
    direction: told.direction === 'both' ? 'both' : 'forward',
    turn: (turn ?? null) as Lane['turn'],
    isInJunction: told.in_junction === true,
    speedLimit: typeof speed === 'number' && speed > 0 ? speed : null,
    attributes: others(told, LANE_FIELDS),
    ...reviewOf(told),
  })
  return [withKnots(lane, drawn === undefined ? [] : inWorld(drawn.knots))]
}

function paintOf({ told }: Line): readonly LineMark[] {
  if (typeof told.marks === 'string') {
    try {
      const marks: unknown = JSON.parse(told.marks)
      if (Array.isArray(marks)) return marks as readonly LineMark[]
    } catch {
      // What is no list of ours is no paint.
    }
  }
  return typeof told.mark === 'string' ? (marksOf(told.mark) ?? []) : []
}

const ELEMENT_FIELDS = ['kind', 'extent', 'rotation']

function elementsOf({ uid, type, lines, told }: Thing, origin: Vec3): readonly MapElement[] {
  return lines.map((line, index) => {
    const points = line.points.map((point) => subtract(point, origin))
    const kind = ELEMENT_TYPES.find(([name]) => name.toLowerCase() === type.toLowerCase())?.[1]
    const id = mapElementId(`${OPENLABEL}:element/${uid}${index === 0 ? '' : `/${index}`}`)
    const attributes = { ...others(told, ELEMENT_FIELDS), ...(kind === undefined && { type }) }
    const element = importedElement(
      id,
      { elementKind: kind ?? 'other', shape: shapeOf(line, points) },
      { marks: paintOf(line), attributes, ...reviewOf(told) },
    )
    const knots = line.knots.map((point) => subtract(point, origin))
    return withKnots(element, knots)
  })
}

/** A box is its upright middle line, with its size and rotation told. */
function shapeOf({ isClosed, told }: Line, points: Polyline): MapShape {
  const numbers = (text: Attributes[string] | undefined): readonly number[] =>
    typeof text === 'string' ? text.split(' ').map(Number) : []
  const [extent, rotation] = [numbers(told.extent), numbers(told.rotation)]
  const [low, high] = [points[0]!, points[1]!]
  if (extent.length === 3 && rotation.length === 4 && points.length === 2) {
    const center: Vec3 = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2]
    return {
      kind: 'box',
      cuboid: {
        center,
        extent: extent as unknown as Vec3,
        rotation: rotation as unknown as readonly [number, number, number, number],
      },
    }
  }
  return isClosed && points.length >= 3 ? { kind: 'ring', points } : { kind: 'line', points }
}

function others(told: Attributes, fields: readonly string[]): Attributes {
  return Object.fromEntries(
    Object.entries(told).filter(([key]) => !fields.includes(key) && !key.startsWith('trueline:')),
  )
}

/** The uids that a relation of a link leads from and to; `null` of another relation. */
export function endsOfRelation(relation: Json): {
  readonly kind: (typeof RELATION_TYPES)[number][1]
  readonly from: string
  readonly to: string
} | null {
  if (!isObject(relation)) return null
  const kind = RELATION_TYPES.find(([type]) => type === relation.type)?.[1]
  const uidIn = (agents: Json | undefined): string | null => {
    const [agent] = isList(agents) && agents.length === 1 ? agents : []
    return isObject(agent) && agent.type === 'object' ? plainText(agent.uid) : null
  }
  const [from, to] = [uidIn(relation.rdf_subjects), uidIn(relation.rdf_objects)]
  return kind === undefined || from === null || to === null ? null : { kind, from, to }
}

function linksOf(root: JsonObject, byUid: ReadonlyMap<string, Lane | MapElement>) {
  if (!isObject(root.relations)) return []
  return distinctLinks(
    Object.values(root.relations).flatMap((relation) => {
      const ends = endsOfRelation(relation)
      const [from, to] = [ends && byUid.get(ends.from), ends && byUid.get(ends.to)]
      return ends && from && to ? [importedLink(ends.kind, { from: from.id, to: to.id })] : []
    }),
  )
}
