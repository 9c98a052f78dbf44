import type { Clip, Json } from '@trueline/annotation'
import proj4 from 'proj4'

/** Degrees on the earth, in the order most people say them. */
export type Degrees = { readonly latitude: number; readonly longitude: number }

/** A flat map of the earth: meters to the east and north. */
export type Projection = {
  /** As PROJ says it: `+proj=utm +zone=32`. */
  readonly definition: string
  readonly metersOf: (place: Degrees) => readonly [east: number, north: number]
  readonly degreesOf: (meters: readonly [east: number, north: number]) => Degrees
}

/** Where a clip says what its map coordinates are on the earth. */
const GEODETIC = 'geodetic'
const FLAT_EARTH = '+ellps=WGS84 +units=m +no_defs'

/** The projection of a PROJ definition; `null` of one that is not understood. */
export function projectionOf(definition: string): Projection | null {
  // An exponent's plus would begin a new term.
  const plain = definition.replace(/-?\d+(\.\d*)?e[+-]?\d+/gi, (number) => String(Number(number)))
  try {
    const { forward, inverse } = proj4('+proj=longlat +datum=WGS84 +no_defs', plain)
    // Far from its middle a flat map has no place for a point; it has one for its own middle.
    const [east, north] = inverse([500_000, 0])
    if (!Number.isFinite(east) || !Number.isFinite(north)) return null
    return {
      definition,
      metersOf: ({ latitude, longitude }) => {
        const [x, y] = forward([longitude, latitude])
        return [x ?? Number.NaN, y ?? Number.NaN]
      },
      degreesOf: ([x, y]) => {
        const [longitude, latitude] = inverse([x, y])
        return { latitude: latitude ?? Number.NaN, longitude: longitude ?? Number.NaN }
      },
    }
  } catch {
    return null
  }
}

/** A transverse Mercator map true to scale at a place, with coordinates of its own there. */
export function localProjection(
  { latitude, longitude }: Degrees,
  [x, y]: readonly [number, number] = [0, 0],
): Projection {
  return known(
    `+proj=tmerc +lat_0=${latitude} +lon_0=${longitude} +k=1 +x_0=${x} +y_0=${y} ${FLAT_EARTH}`,
  )
}

/** The universal transverse Mercator map of a place, moved by so many meters. */
export function utmProjection(
  { latitude, longitude }: Degrees,
  [x, y]: readonly [number, number] = [0, 0],
): Projection {
  const zone = Math.min(60, Math.floor((longitude + 180) / 6) + 1)
  const south = latitude < 0 ? 10_000_000 : 0
  return known(
    `+proj=tmerc +lat_0=0 +lon_0=${zone * 6 - 183} +k=0.9996 +x_0=${500_000 + x} +y_0=${south + y} ${FLAT_EARTH}`,
  )
}

/** KITTI's Mercator map on a round earth, true to scale at a latitude. */
export function kittiProjection(trueLatitude: number): string {
  const scale = Math.cos((trueLatitude * Math.PI) / 180)
  return `+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +k=${scale} +units=m +nadgrids=@null +no_defs`
}

/** What a clip's extras hold of its place on the earth. */
export function geodeticExtras(definition: string): { readonly [key: string]: Json } {
  return { [GEODETIC]: { projection: definition } }
}

/** The projection that a clip's map coordinates are of; `null` where it says none. */
export function projectionOfClip({ extras }: Pick<Clip, 'extras'>): Projection | null {
  const own = extras[GEODETIC]
  const definition =
    typeof own === 'object' && own !== null && 'projection' in own ? own.projection : null
  return typeof definition === 'string' ? projectionOf(definition) : null
}

function known(definition: string): Projection {
  const projection = projectionOf(definition)
  if (projection === null) throw new Error(`No projection: ${definition}`)
  return projection
}
