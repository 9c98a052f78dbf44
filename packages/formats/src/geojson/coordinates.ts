import type { Clip, Json } from '@trueline/annotation'
import { subtract, type Vec3 } from '@trueline/geometry'
import {
  below,
  isList,
  isObject,
  type JsonObject,
  type JsonPlace,
  numberAt,
  unlike,
} from '../jsonAt.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { placingOf } from '../maps/placeOnClip.ts'
import { type Projection, projectionOf } from '../maps/projection.ts'
import type { OpenReport } from '../refuse.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { geojsonTexts as say } from './geojsonTexts.ts'
import { COORDINATES } from './names.ts'

/** How a collection's coordinates are taken to the world. */
export type Coordinates = {
  /** `null` where they are meters of nobody knows where. */
  readonly projection: Projection | null
  readonly worldOrigin: Vec3
  /** Whether they are degrees, longitude first. */
  readonly isDegrees: boolean
  readonly placeOf: (position: readonly number[]) => Vec3
}

const SAMPLED = 64
/** A million kilometers: beyond it there is no map. */
const FARTHEST = 1e9
/** In degrees: no map has its points as far apart as this, some five kilometers. */
const SPARSEST = 0.05
const KM_PER_DEGREE = 111

/** A position as the file has it. @throws {BadInputError} when it is none. */
export function positionAt(value: Json | undefined, place: JsonPlace): readonly number[] {
  if (!isList(value) || value.length < 2) throw unlike(value, place, say.position)
  const numbers = value.slice(0, 3).map((one, index) => numberAt(one, below(place, index)))
  const far = numbers.find((one) => Math.abs(one) > FARTHEST)
  if (far !== undefined) throw unlike(value, place, mapTexts.near)
  return numbers
}

/** How the positions of a collection are meant, and what is said of it. */
export function coordinatesOf(
  root: JsonObject,
  positions: readonly (readonly number[])[],
  {
    file,
    report,
    onto,
  }: { readonly file: string; readonly report: OpenReport; readonly onto: Clip | null },
): Coordinates {
  const beyond = positions.find(([x = 0, y = 0]) => Math.abs(x) > 180 || Math.abs(y) > 90)
  const flat = projectionOfCrs(root)
  const isSaid = root[COORDINATES] === 'meters' || flat !== null
  const apart = medianApart(positions)
  if (isSaid || beyond !== undefined || apart > SPARSEST) {
    const message = isSaid
      ? say.saidMeters
      : beyond !== undefined
        ? say.meters({ value: beyond.join(', ') })
        : say.sparse({ kilometers: Math.round(apart * KM_PER_DEGREE) })
    report.notices.push({ file, place: WHOLE, message })
    return inWorld(positions, {
      projection: flat,
      isDegrees: false,
      flatten: ([x = 0, y = 0]) => [x, y],
    })
  }
  const step = Math.ceil(positions.length / SAMPLED)
  const places = positions
    .filter((_, index) => index % step === 0)
    .map(([longitude = 0, latitude = 0]) => ({ latitude, longitude }))
  const { projection, message } = placingOf(places, onto)
  report.notices.push({ file, place: WHOLE, message })
  return inWorld(positions, {
    projection,
    isDegrees: true,
    flatten: ([longitude = 0, latitude = 0]) => projection.metersOf({ latitude, longitude }),
  })
}

/** How far positions are from the one before, by the larger axis: the median; 0 of a single one. */
function medianApart(positions: readonly (readonly number[])[]): number {
  const apart = positions.slice(1).map(([x = 0, y = 0], index) => {
    const [beforeX = 0, beforeY = 0] = positions[index]!
    return Math.max(Math.abs(x - beforeX), Math.abs(y - beforeY))
  })
  return apart.toSorted((a, b) => a - b)[apart.length >> 1] ?? 0
}

function inWorld(
  [first]: readonly (readonly number[])[],
  how: Pick<Coordinates, 'projection' | 'isDegrees'> & {
    readonly flatten: (position: readonly number[]) => readonly [number, number]
  },
): Coordinates {
  const { flatten, ...rest } = how
  const [x, y] = first === undefined ? [0, 0] : flatten(first)
  const worldOrigin: Vec3 = [Math.round(x), Math.round(y), 0]
  return {
    ...rest,
    worldOrigin,
    placeOf: (position) => subtract([...flatten(position), position[2] ?? 0], worldOrigin),
  }
}

/** The flat map of a `crs` member of before RFC 7946; `null` of degrees and of what is not known. */
function projectionOfCrs({ crs }: JsonObject): Projection | null {
  const properties = isObject(crs) ? crs.properties : undefined
  const name = isObject(properties) ? properties.name : undefined
  const [, code] = typeof name === 'string' ? (/EPSG:+(\d{4,5})$/.exec(name) ?? []) : []
  const number = Number(code)
  const south = number >= 32701 && number <= 32760
  if (!south && !(number >= 32601 && number <= 32660)) return null
  const zone = number - (south ? 32700 : 32600)
  return projectionOf(
    `+proj=utm +zone=${zone} ${south ? '+south ' : ''}+datum=WGS84 +units=m +no_defs`,
  )
}

/** A list of positions. @throws {BadInputError} when there are fewer than so many. */
export function positionsAt(
  value: Json | undefined,
  place: JsonPlace,
  least: number,
): readonly (readonly number[])[] {
  if (!isList(value)) throw unlike(value, place, sharedTexts.anArray)
  if (value.length < least) throw unlike(value, place, mapTexts.pointsAtLeast({ least }))
  return value.map((one, index) => positionAt(one, below(place, index)))
}
