import {
  type AnnotationRecord,
  type Attributes,
  type Json,
  type Lane,
  type LaneBoundary,
  type LineMark,
  laneId,
  type MapElement,
  type MapShape,
  mapElementId,
  recordSchema,
  STANDARD_MAP,
  verbatim,
} from '@trueline/annotation'
import type { Polyline, Vec3 } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import {
  below,
  isList,
  isObject,
  type JsonObject,
  type JsonPlace,
  objectAt,
  unlike,
} from '../jsonAt.ts'
import { importedElement, importedLane } from '../maps/fixedRecords.ts'
import { isReviewField, reviewOf } from '../maps/review.ts'
import { isRoadClass } from '../maps/standardMap.ts'
import { plainText } from '../plainText.ts'
import { type Coordinates, positionAt, positionsAt } from './coordinates.ts'
import { geojsonTexts as say } from './geojsonTexts.ts'
import { ATTRIBUTE, ELEMENT_KINDS, GEOJSON, LANE_KINDS, LANE_WORDS, SAID } from './names.ts'

/** A feature as it stands in the file. */
export type Feature = {
  readonly id: string
  readonly properties: JsonObject
  readonly geometry: Json | undefined
  readonly place: JsonPlace
}

/** A part of a feature: positions as the file has them. */
export type Part = {
  readonly kind: 'point' | 'line' | 'ring'
  readonly positions: readonly (readonly number[])[]
}

/** The features of a collection, or the one there is. @throws {BadInputError} when it is neither. */
export function featuresOf(
  root: JsonObject,
  file: string,
): readonly (readonly [Json, JsonPlace])[] {
  const top = { file, pointer: '' }
  if (root.type === 'Feature') return [[root, top]]
  const { features } = root
  if (root.type !== 'FeatureCollection' || !isList(features))
    throw unlike(root, top, say.collection)
  return features.map((one, index) => [one, below(top, 'features', index)])
}

/** A feature. @throws {BadInputError} when it is none. */
export function featureAt(value: Json, place: JsonPlace, index: number): Feature {
  const feature = objectAt(value, place)
  const properties = isObject(feature.properties) ? feature.properties : {}
  const id = feature.id ?? properties.id ?? null
  return {
    id: id === null ? `#${index}` : plainText(id),
    properties,
    geometry: feature.geometry,
    place,
  }
}

/** The lines, rings and points of a feature. @throws {BadInputError} when it has none. */
export function partsOf({ geometry, place }: Feature): {
  readonly parts: readonly Part[]
  readonly holes: number
} {
  const at = below(place, 'geometry')
  const { type, coordinates } = objectAt(geometry, at)
  const inside = below(at, 'coordinates')
  const ring = (value: Json | undefined, where: JsonPlace): Part => {
    const positions = positionsAt(value, where, 3)
    const [first, last] = [positions[0]!, positions.at(-1)!]
    const isClosed = first.every((one, axis) => one === last[axis])
    const open = isClosed ? positions.slice(0, -1) : positions
    if (open.length < 3) throw unlike(value, where, say.geometry)
    return { kind: 'ring', positions: open }
  }
  const each = (value: Json | undefined, read: (one: Json, where: JsonPlace) => Part) => {
    if (!isList(value)) throw unlike(value, inside, say.geometry)
    return value.map((one, index) => read(one, below(inside, index)))
  }
  const outer = (value: Json | undefined, where: JsonPlace): Part =>
    ring(isList(value) ? value[0] : undefined, below(where, 0))
  const holesIn = (value: Json | undefined): number =>
    isList(value) ? Math.max(0, value.length - 1) : 0
  switch (type) {
    case 'Point':
      return { parts: [{ kind: 'point', positions: [positionAt(coordinates, inside)] }], holes: 0 }
    case 'LineString':
      return { parts: [{ kind: 'line', positions: positionsAt(coordinates, inside, 2) }], holes: 0 }
    case 'MultiLineString':
      return {
        parts: each(coordinates, (one, where) => ({
          kind: 'line',
          positions: positionsAt(one, where, 2),
        })),
        holes: 0,
      }
    case 'Polygon':
      return { parts: [outer(coordinates, inside)], holes: holesIn(coordinates) }
    case 'MultiPolygon':
      return {
        parts: each(coordinates, outer),
        holes: isList(coordinates)
          ? coordinates.reduce<number>((sum, one) => sum + holesIn(one), 0)
          : 0,
      }
    default:
      throw unlike(type, below(at, 'type'), say.geometry)
  }
}

/** Whether a feature is a lane. */
export function isLane({ properties }: Feature): boolean {
  return [properties.kind, properties.type].some((one) => LANE_WORDS.includes(plainText(one)))
}

/** The id of a feature's lane. */
export function laneIdOf(id: string): Lane['id'] {
  return laneId(`${GEOJSON}:lane/${id}`)
}

/** The id of an element of a feature, by the number of its part. */
export function elementIdOf(id: string, part: number): MapElement['id'] {
  return mapElementId(`${GEOJSON}:element/${id}${part === 0 ? '' : `#${part}`}`)
}

/** A feature's lane. @throws {BadInputError} when it is no line. */
export function laneOfFeature(
  feature: Feature,
  [part]: readonly Part[],
  coordinates: Coordinates,
): Lane {
  const { properties, place, id } = feature
  if (part === undefined || part.kind !== 'line') {
    throw unlike(feature.geometry, below(place, 'geometry'), say.lineOfLane)
  }
  const { lane_kind: kind, turn, speed_limit: speed } = properties
  const lane = importedLane(laneIdOf(id), placesOf(feature, part, coordinates), {
    laneKind: LANE_KINDS.find((one) => one === kind) ?? 'driving',
    isCenterDerived: properties.center_derived === true,
    left: boundaryOf(properties.left),
    right: boundaryOf(properties.right),
    direction: properties.direction === 'both' ? 'both' : 'forward',
    turn: (['straight', 'left', 'right', 'uTurn'] as const).find((one) => one === turn) ?? null,
    isInJunction: properties.in_junction === true,
    speedLimit: typeof speed === 'number' && speed > 0 ? speed : null,
    ...describedBy(feature, part),
  })
  return sound(lane, place)
}

/** A feature's element, or one of several. */
export function elementOfPart(
  feature: Feature,
  part: Part,
  given: { readonly number: number; readonly coordinates: Coordinates },
): MapElement {
  const { properties, id, place } = feature
  const { number, coordinates } = given
  const told = ELEMENT_KINDS.find((one) => one === properties.kind)
  const elementKind = told ?? 'other'
  const isRoad = told === undefined && part.kind === 'line' && isPlainRoad(properties)
  const shape = shapeOf(properties, part.kind, placesOf(feature, part, coordinates))
  const described = describedBy(feature, part)
  const element = importedElement(
    elementIdOf(id, number),
    { elementKind, shape },
    {
      marks: isList(properties.marks) ? (properties.marks as unknown as readonly LineMark[]) : [],
      ...described,
      attributes: { ...described.attributes, ...(isRoad && { [STANDARD_MAP]: true }) },
    },
  )
  return sound(element, place)
}

/** Of a line that says nothing of itself, or what road it is. */
function isPlainRoad({ kind, highway, type }: JsonObject): boolean {
  if (typeof highway === 'string') return isRoadClass(highway)
  return (
    (kind ?? type ?? null) === null || /road|street|centre|center/i.test(plainText(kind ?? type))
  )
}

/** A part's positions in the world. @throws {BadInputError} with the first that no projection reaches. */
function placesOf({ place }: Feature, { positions }: Part, { placeOf }: Coordinates): Polyline {
  return positions.map((position) => {
    const found = placeOf(position)
    if (found.every(Number.isFinite)) return found
    throw unlike(position.join(', '), below(place, 'geometry'), say.inReach)
  })
}

function shapeOf({ box }: JsonObject, kind: Part['kind'], points: Polyline): MapShape {
  if (kind !== 'point') return { kind, points }
  const { extent, rotation } = isObject(box) ? box : {}
  return {
    kind: 'box',
    cuboid: {
      center: points[0]!,
      extent: (extent as unknown as Vec3 | undefined) ?? POINT_EXTENT,
      rotation: (rotation as unknown as [number, number, number, number] | undefined) ?? [
        0, 0, 0, 1,
      ],
    },
  }
}

/** How large a thing is drawn that is told as a point. */
const POINT_EXTENT: Vec3 = [0.3, 0.3, 0.3]

function describedBy(
  { properties }: Feature,
  { positions }: Part,
): Pick<Lane, 'attributes' | 'extras'> & Partial<Pick<Lane, 'score' | 'state' | 'provenance'>> {
  const attributes: Record<string, string | number | boolean> = {}
  const unread: Record<string, Json> = {}
  const isTold = ELEMENT_KINDS.some((one) => one === properties.kind) || properties.kind === 'lane'
  for (const [key, value] of Object.entries(properties)) {
    if (isReviewField(key) || (SAID.includes(key) && (key !== 'kind' || isTold))) continue
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value) && key !== ''
    const name = key.startsWith(ATTRIBUTE) ? key.slice(ATTRIBUTE.length) : key
    if (isPlain && name !== '') attributes[name] = value as Attributes[string]
    else unread[key] = value
  }
  const kept = { positions: positions as unknown as Json, unread }
  return { attributes, ...reviewOf(properties), extras: { [GEOJSON]: kept } }
}

function boundaryOf(value: Json | undefined): LaneBoundary | null {
  if (!isObject(value) || value.id === undefined) return null
  const elementId = elementIdOf(plainText(value.id), 0)
  return { elementId, isReversed: value.reversed === true }
}

/** The record, where it makes sense. @throws {BadInputError} with what does not. */
function sound<Given extends AnnotationRecord>(record: Given, { file, pointer }: JsonPlace): Given {
  const parsed = recordSchema.safeParse(record)
  const [issue] = parsed.success ? [] : parsed.error.issues
  if (issue === undefined) return record
  const place = verbatim(pointer)
  const found = verbatim(`${issue.path.join('.')}: ${issue.message}`)
  throw new BadInputError({ file, place, found, expected: say.geometry })
}
