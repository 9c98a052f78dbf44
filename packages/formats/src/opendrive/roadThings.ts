import {
  type Link,
  type MapElement,
  type MapElementKind,
  type MapShape,
  mapElementId,
} from '@trueline/annotation'
import { fromYaw, type Polyline, type Vec3 } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { importedElement, importedLink } from '../maps/fixedRecords.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { numberOfXml, numberOrElse, type XmlElement, type XmlPlace } from '../xml/readXml.ts'
import { OPENDRIVE } from './names.ts'
import { opendriveTexts as say } from './opendriveTexts.ts'
import { partsOf, type Road } from './readRoad.ts'
import { type IntoWorld, isAlong, laneIdOf } from './roadRecords.ts'
import { headingOnRoad, placeOnRoad, samplesOf } from './roadSpace.ts'

/** What signals and objects are read with. */
export type ThingContext = {
  readonly intoWorld: IntoWorld
  readonly file: string
  readonly report: OpenReport
}

/** A repeated object is taken as often. */
const MOST_REPEATS = 500

/** The kinds of objects by their type; others are `other`, their type an attribute. */
const OBJECTS: Readonly<Record<string, MapElementKind>> = {
  crosswalk: 'crosswalk',
  parkingSpace: 'parkingSpace',
  pole: 'pole',
  lampPost: 'pole',
  streetLamp: 'pole',
  'rail-pole': 'pole',
  'guide-post': 'pole',
  barrier: 'roadEdge',
  railing: 'roadEdge',
  stopLine: 'stopLine',
}
/** The German number of a stop line. */
const STOP_LINE = '294'
/** Where a file says nothing of a thing's size. */
const SIGNAL_SIZE: Vec3 = [0.2, 0.6, 0.9]
const OBJECT_SIZE: Vec3 = [0.3, 0.3, 1]

/** The signals of a road and what they rule over. */
export function signalsOfRoad(road: Road, context: ThingContext): readonly (MapElement | Link)[] {
  return partsOf(road.element, ['signals', 'signal']).flatMap((signal) => {
    const { id = '', name = '' } = signal.attributes
    const at = {
      file: context.file,
      place: say.object({ id: road.id, what: 'signal', name: id || name }),
    }
    const element = tryOr(context.report, () => signalElement(road, signal, { at, ...context }))
    if (element === null) return []
    return [element, ...rulesOf(road, signal, element.id)]
  })
}

/** What the signals of other roads rule over here, by references. */
export function referencesOfRoad(
  road: Road,
  signals: ReadonlyMap<string, MapElement['id']>,
): readonly Link[] {
  return partsOf(road.element, ['signals', 'signalReference']).flatMap((reference) => {
    const id = signals.get(reference.attributes.id ?? '')
    return id === undefined ? [] : rulesOf(road, reference, id)
  })
}

/** The id of a signal's element. */
export function signalIdOf(id: string): MapElement['id'] {
  return mapElementId(`${OPENDRIVE}:signal/${id}`)
}

type ThingPlace = ThingContext & { readonly at: XmlPlace }

function signalElement(road: Road, signal: XmlElement, { at, intoWorld }: ThingPlace): MapElement {
  const number = (name: string, otherwise: number): number =>
    numberOrElse(signal, name, { otherwise, at })
  const [s, t] = [numberOfXml(signal, 's', at), numberOfXml(signal, 't', at)]
  const { id = '', dynamic, type = '', orientation, ...rest } = signal.attributes
  const elementKind: MapElementKind =
    type === STOP_LINE
      ? 'stopLine'
      : dynamic === 'yes' || type === '1000001'
        ? 'trafficLight'
        : 'trafficSign'
  const extent: Vec3 = [
    SIGNAL_SIZE[0],
    positive(number('width', 0), SIGNAL_SIZE[1]),
    positive(number('height', 0), SIGNAL_SIZE[2]),
  ]
  const center = intoWorld(placeOnRoad(road, s, [t, number('zOffset', 0) + extent[2] / 2]))
  // A signal faces those whom it is for.
  const facing = orientation === '-' ? 0 : Math.PI
  const yaw = headingOnRoad(road, s) + facing + number('hOffset', 0)
  return importedElement(
    signalIdOf(id),
    { elementKind, shape: { kind: 'box', cuboid: { center, extent, rotation: fromYaw(yaw) } } },
    {
      attributes: {
        ...(type !== '' && { type }),
        ...told(rest, ['subtype', 'country', 'value', 'text', 'name', 'unit']),
      },
    },
  )
}

/** Links to the lanes of the way that a signal is for, or to those it names. */
function rulesOf(road: Road, signal: XmlElement, from: MapElement['id']): readonly Link[] {
  const s = Number(signal.attributes.s)
  const section = road.sections.findLast((one) => one.s <= s + 1e-9) ?? road.sections[0]
  if (section === undefined) return []
  const { orientation } = signal.attributes
  const ranges = signal.children('validity').map(({ attributes: { fromLane, toLane } }) => {
    const [a, b] = [Number(fromLane), Number(toLane)]
    return [Math.min(a, b), Math.max(a, b)] as const
  })
  const isRuled = (lane: number): boolean => {
    if (ranges.length > 0) return ranges.some(([low, high]) => lane >= low && lane <= high)
    if (orientation !== '+' && orientation !== '-') return true
    return isAlong(road, lane) === (orientation === '+')
  }
  return section.lanes
    .filter(({ id, type }) => isRuled(id) && (ranges.length > 0 || type === 'driving'))
    .map(({ id }) => importedLink('controls', { from, to: laneIdOf(road.id, section, id) }))
}

/** The objects of a road, repeated ones once for each. */
export function objectsOfRoad(road: Road, context: ThingContext): readonly MapElement[] {
  return partsOf(road.element, ['objects', 'object']).flatMap((object, index) => {
    const { id = String(index), name = '' } = object.attributes
    const at = {
      file: context.file,
      place: say.object({ id: road.id, what: 'object', name: id || name }),
    }
    return tryOr(context.report, () => objectElements(road, object, { at, ...context })) ?? []
  })
}

function objectElements(road: Road, object: XmlElement, given: ThingPlace): readonly MapElement[] {
  const { at, report, file } = given
  const { id = '', type = 'none' } = object.attributes
  const s = numberOrElse(object, 's', { otherwise: 0, at })
  const t = numberOrElse(object, 't', { otherwise: 0, at })
  const make = (shape: MapShape, number: number): MapElement =>
    importedElement(
      mapElementId(`${OPENDRIVE}:object/${road.id}/${id}${number === 0 ? '' : `/${number}`}`),
      { elementKind: OBJECTS[type] ?? 'other', shape },
      { attributes: { type, ...told(object.attributes, ['subtype', 'name']) } },
    )
  const repeats = object.children('repeat')
  if (repeats.length === 0)
    return [make(objectShape(road, object, { ...given, s, t, moved: 0 }), 0)]
  let number = 0
  return repeats.flatMap((repeat) => {
    const read = (name: string, otherwise: number): number =>
      numberOrElse(repeat, name, { otherwise, at })
    const [start, length] = [Math.max(0, read('s', s)), read('length', 0)]
    const distance = read('distance', 0)
    const tAt = (share: number): number =>
      read('tStart', t) + share * (read('tEnd', read('tStart', t)) - read('tStart', t))
    if (distance <= 0) {
      const end = Math.min(start + length, road.length)
      return end > start ? [make(lineAlong(road, { start, end, tAt, ...given }), number++)] : []
    }
    const count = Math.floor(length / distance) + 1
    const most = MOST_REPEATS
    if (count > most)
      report.notices.push({ file, place: at.place, message: say.repeats({ count, most }) })
    return Array.from({ length: Math.min(count, most) }, (_, index) => {
      const along = start + index * distance
      const place = {
        s: along,
        t: tAt(length > 0 ? (index * distance) / length : 0),
        moved: along - s,
      }
      return make(objectShape(road, object, { ...given, ...place }), number++)
    })
  })
}

type ObjectPlace = ThingPlace & { readonly s: number; readonly t: number; readonly moved: number }

function objectShape(road: Road, object: XmlElement, given: ObjectPlace): MapShape {
  const { at, s, t, moved, intoWorld } = given
  const number = (name: string, otherwise: number): number =>
    numberOrElse(object, name, { otherwise, at })
  const zOffset = number('zOffset', 0)
  const facing = object.attributes.orientation === '-' ? Math.PI : 0
  const yaw = headingOnRoad(road, s) + number('hdg', 0) + facing
  const origin = placeOnRoad(road, s, [t, zOffset])
  const outline = [...object.children('outline'), ...partsOf(object, ['outlines', 'outline'])][0]
  const corners: Polyline =
    outline === undefined ? [] : cornersOf(road, outline, { at, origin, yaw, moved })
  const isOpen = corners.length === 2 || outline?.attributes.closed === 'false'
  if (corners.length >= 2 && isOpen) return { kind: 'line', points: corners.map(intoWorld) }
  if (corners.length >= 3) return { kind: 'ring', points: corners.map(intoWorld) }
  if (outline !== undefined) {
    throw new BadInputError({ ...at, found: say.noOutline, expected: say.outline })
  }
  const radius = number('radius', 0)
  const extent: Vec3 = [
    positive(number('length', 2 * radius), OBJECT_SIZE[0]),
    positive(number('width', 2 * radius), OBJECT_SIZE[1]),
    positive(number('height', 0), OBJECT_SIZE[2]),
  ]
  if (object.attributes.type === 'parkingSpace' || object.attributes.type === 'crosswalk') {
    const [l, w] = [extent[0] / 2, extent[1] / 2]
    const ring = [
      [-l, -w],
      [l, -w],
      [l, w],
      [-l, w],
    ].map(([u, v]) => turned(origin, yaw, [u!, v!, 0]))
    return { kind: 'ring', points: ring.map(intoWorld) }
  }
  const [x, y, z] = origin
  const center = intoWorld([x, y, z + extent[2] / 2])
  return { kind: 'box', cuboid: { center, extent, rotation: fromYaw(yaw) } }
}

function cornersOf(
  road: Road,
  outline: XmlElement,
  given: {
    readonly at: XmlPlace
    readonly origin: Vec3
    readonly yaw: number
    readonly moved: number
  },
): Polyline {
  const { at, origin, yaw, moved } = given
  const onRoad = outline.children('cornerRoad').map((corner) => {
    const [s, t] = [numberOfXml(corner, 's', at), numberOfXml(corner, 't', at)]
    return placeOnRoad(road, s + moved, [t, numberOrElse(corner, 'dz', { otherwise: 0, at })])
  })
  const local = outline.children('cornerLocal').map((corner) => {
    const [u, v] = [numberOfXml(corner, 'u', at), numberOfXml(corner, 'v', at)]
    return turned(origin, yaw, [u, v, numberOrElse(corner, 'z', { otherwise: 0, at })])
  })
  const corners = [...onRoad, ...local]
  const [first, last] = [corners[0], corners.at(-1)]
  const isClosed =
    corners.length > 3 && first!.every((one, axis) => Math.abs(one - last![axis]!) < 1e-9)
  return isClosed ? corners.slice(0, -1) : corners
}

function lineAlong(
  road: Road,
  given: ThingPlace & {
    readonly start: number
    readonly end: number
    readonly tAt: (share: number) => number
  },
): MapShape {
  const { start, end, tAt, intoWorld, at } = given
  const pointAt = (s: number): Vec3 => placeOnRoad(road, s, [tAt((s - start) / (end - start)), 0])
  const breaks = [...road.pieces, ...road.elevation].map(({ s }) => s)
  const samples = samplesOf({ from: start, to: end, breaks, at }, (s) => [pointAt(s)])
  return { kind: 'line', points: samples.map((s) => intoWorld(pointAt(s))) }
}

function turned([x, y, z]: Vec3, yaw: number, [u, v, up]: Vec3): Vec3 {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  return [x + cos * u - sin * v, y + sin * u + cos * v, z + up]
}

function positive(value: number, otherwise: number): number {
  return value > 0 ? value : otherwise
}

function told(
  attributes: XmlElement['attributes'],
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = attributes[name]
      return value === undefined || value === '' ? [] : [[name, value]]
    }),
  )
}
