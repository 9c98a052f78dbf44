import type { Json, Lane, Link, MapElement } from '@trueline/annotation'
import { isFixedRecord } from '@trueline/annotation'
import { add, distance, type Polyline, type Vec3 } from '@trueline/geometry'
import type { Exported, ExportSource, Loss } from '../codec.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { framesLost } from '../maps/framesLost.ts'
import { knotsLost } from '../maps/knotsLost.ts'
import { looseLinks } from '../maps/looseLinks.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { type Projection, projectionOf, projectionOfClip } from '../maps/projection.ts'
import { reviewFields } from '../maps/review.ts'
import { withoutStandardMap } from '../maps/standardMap.ts'
import { printSourceJson } from '../sourceJson.ts'
import { ATTRIBUTE, COORDINATES, GEOJSON, LINK_PROPERTIES, LINK_REVIEWS, SAID } from './names.ts'

/** A clip's lanes, elements and links as a collection of features. */
export function writeGeojson(source: ExportSource): Exported {
  const { clip, records } = source
  const own = clip.extras[GEOJSON]
  const kept = isObject(own) ? own : null
  const path = typeof kept?.file === 'string' ? kept.file : 'map.geojson'
  const projection =
    kept?.isDegrees === false ? null : (keptProjection(kept) ?? projectionOfClip(clip))
  const losses: readonly Loss[] = [
    ...framesLost(records),
    ...knotsLost(records),
    looseLinks(records),
    {
      record: 'clip',
      field: mapTexts.place,
      count: projection === null && kept === null ? 1 : 0,
      why: mapTexts.noPlaceMeters,
    },
  ]
  return {
    files: printed(source, { path, projection, root: isObject(kept?.root) ? kept.root : {} }),
    losses: losses.filter(({ count }) => count > 0),
  }
}

function keptProjection(kept: JsonObject | null): Projection | null {
  return typeof kept?.projection === 'string' ? projectionOf(kept.projection) : null
}

type Setting = {
  readonly path: string
  readonly projection: Projection | null
  readonly root: JsonObject
}

async function* printed(source: ExportSource, setting: Setting): Exported['files'] {
  await Promise.resolve()
  const { records, clip } = source
  const fixed = records.filter(isFixedRecord)
  const things = fixed.filter((one): one is Lane | MapElement => one.kind !== 'link')
  const idOf = sourceIds(things)
  const linksFrom = new Map<string, Link[]>()
  for (const link of fixed) {
    if (link.kind !== 'link') continue
    linksFrom.set(link.from, [...(linksFrom.get(link.from) ?? []), link])
  }
  const place = positionsOf(setting.projection, clip.worldOrigin)
  const features = things.map((thing) => ({
    type: 'Feature',
    id: idOf(thing.id),
    properties: {
      ...(thing.kind === 'lane' ? laneProperties(thing, idOf) : elementProperties(thing)),
      ...linkProperties(linksFrom.get(thing.id) ?? [], idOf),
      ...attributeProperties(thing),
      ...unreadOf(thing),
      ...reviewFields(thing),
    },
    geometry: geometryOf(thing, place),
  }))
  const collection = {
    type: 'FeatureCollection',
    ...setting.root,
    ...(setting.projection === null &&
      setting.root.crs === undefined && { [COORDINATES]: 'meters' }),
    features,
  }
  // A feature a line, so that changes are seen line by line.
  const { features: _, ...head } = collection
  const start = printSourceJson({ ...head, features: [] }).slice(0, -2)
  const lines = features.map((one) => printSourceJson(one as unknown as Json))
  const text = `${start}\n${lines.join(',\n')}\n]}\n`
  yield { path: setting.path, bytes: new TextEncoder().encode(text) }
}

/** The ids of the source where records have them, else those of the records. */
function sourceIds(things: readonly (Lane | MapElement)[]): (id: string) => string {
  const prefix = new RegExp(`^${GEOJSON}:(lane|element)/`)
  const taken = new Set<string>()
  const given = new Map<string, string>()
  for (const { id } of things) {
    const short = id.replace(prefix, '')
    const own = taken.has(short) ? id : short
    taken.add(own)
    given.set(id, own)
  }
  return (id) => given.get(id) ?? id
}

function laneProperties(lane: Lane, idOf: (id: string) => string): JsonObject {
  const side = (which: 'left' | 'right'): JsonObject => {
    const boundary = lane[which]
    if (boundary === null) return {}
    const { elementId, isReversed } = boundary
    return { [which]: { id: idOf(elementId), ...(isReversed && { reversed: true }) } }
  }
  return {
    kind: 'lane',
    lane_kind: lane.laneKind,
    ...side('left'),
    ...side('right'),
    ...(lane.isCenterDerived && { center_derived: true }),
    ...(lane.direction === 'both' && { direction: 'both' }),
    ...(lane.turn !== null && { turn: lane.turn }),
    ...(lane.isInJunction && { in_junction: true }),
    ...(lane.speedLimit !== null && { speed_limit: lane.speedLimit }),
  }
}

function elementProperties({ elementKind, shape, marks, attributes }: MapElement): JsonObject {
  const isToldOtherwise = elementKind === 'other' && attributes.kind !== undefined
  const isPlain = elementKind === 'other' && attributes.standardMap === true
  return {
    ...(!isToldOtherwise && !isPlain && { kind: elementKind }),
    ...(marks.length > 0 && { marks: marks as unknown as Json }),
    ...(shape.kind === 'box' && {
      box: {
        extent: shape.cuboid.extent as unknown as Json,
        rotation: shape.cuboid.rotation as unknown as Json,
      },
    }),
  }
}

function attributeProperties(thing: Lane | MapElement): JsonObject {
  // What a line of a kind that is not ours says of itself stays as it was.
  const isOwnKind = thing.kind === 'mapElement' && thing.elementKind === 'other'
  return Object.fromEntries(
    Object.entries(withoutStandardMap(thing.attributes)).map(([key, value]) => {
      const isTaken = SAID.includes(key) && !(isOwnKind && key === 'kind')
      return [isTaken || key.startsWith(ATTRIBUTE) ? `${ATTRIBUTE}${key}` : key, value]
    }),
  )
}

function linkProperties(links: readonly Link[], idOf: (id: string) => string): JsonObject {
  const reviews: Record<string, Json> = {}
  const lists = LINK_PROPERTIES.flatMap(([property, kind]) => {
    const own = links.filter(({ linkKind }) => linkKind === kind)
    for (const link of own) {
      const review = reviewFields(link)
      if (Object.keys(review).length > 0) reviews[`${property} ${idOf(link.to)}`] = review
    }
    return own.length === 0 ? [] : [[property, own.map(({ to }) => idOf(to))] as const]
  })
  return {
    ...Object.fromEntries(lists),
    ...(Object.keys(reviews).length > 0 && { [LINK_REVIEWS]: reviews }),
  }
}

function unreadOf({ extras }: Lane | MapElement): JsonObject {
  const own = extras[GEOJSON]
  return isObject(own) && isObject(own.unread) ? own.unread : {}
}

type PositionOf = (point: Vec3, kept: readonly number[] | undefined) => Json

function geometryOf(thing: Lane | MapElement, positionOf: PositionOf): JsonObject {
  const before = keptPositions(thing)
  const along = (line: Polyline): readonly Json[] =>
    line.map((point, index) =>
      positionOf(point, before.length === line.length ? before[index] : undefined),
    )
  if (thing.kind === 'lane') return { type: 'LineString', coordinates: along(thing.centerLine) }
  const { shape } = thing
  if (shape.kind === 'box') {
    return { type: 'Point', coordinates: positionOf(shape.cuboid.center, before[0]) }
  }
  const positions = along(shape.points)
  if (shape.kind === 'line') return { type: 'LineString', coordinates: positions }
  return { type: 'Polygon', coordinates: [[...positions, positions[0]!]] }
}

function keptPositions({ extras }: Lane | MapElement): readonly (readonly number[])[] {
  const own = extras[GEOJSON]
  const positions = isObject(own) ? own.positions : undefined
  return isList(positions) ? (positions as unknown as readonly (readonly number[])[]) : []
}

/** What printing and projecting change. */
const SAME = 1e-4

/** Positions of world places: as the source printed them where they did not move. */
function positionsOf(projection: Projection | null, origin: Vec3): PositionOf {
  return (point, kept) => {
    const [x, y, z] = add(point, origin)
    if (kept !== undefined) {
      const [first = 0, second = 0, height = 0] = kept
      const [keptX, keptY] = projection?.metersOf({ longitude: first, latitude: second }) ?? [
        first,
        second,
      ]
      if (distance([keptX, keptY, height], [x, y, z]) <= SAME) return kept as unknown as Json
    }
    if (projection === null) return [rounded(x, 4), rounded(y, 4), rounded(z, 4)]
    const { latitude, longitude } = projection.degreesOf([x, y])
    return [rounded(longitude, 10), rounded(latitude, 10), rounded(z, 4)]
  }
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
