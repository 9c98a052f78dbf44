import { type Clip, verbatim } from '@trueline/annotation'
import { subtract, type Vec3 } from '@trueline/geometry'
import { mapTexts } from '../maps/mapTexts.ts'
import { placingOf } from '../maps/placeOnClip.ts'
import {
  type Degrees,
  localProjection,
  type Projection,
  projectionOf,
  utmProjection,
} from '../maps/projection.ts'
import type { OpenReport } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { parseNumber } from '../text.ts'
import { lanelet2Texts as say } from './lanelet2Texts.ts'
import type { OsmFile, OsmNode } from './osm.ts'

/** Where the nodes of a file are. */
export type PlacedNodes = {
  readonly positions: ReadonlyMap<string, Vec3>
  readonly worldOrigin: Vec3
  readonly projection: Projection
  /** Whether the projection gives local tags back to a meter: it then says where on earth they are. */
  readonly isGeodetic: boolean
  /** Whether nodes are where their local tags say. */
  readonly isLocal: boolean
}

/** A million kilometers: beyond it there is no map. */
const FARTHEST = 1e9
const SAMPLED = 64

/**
 * The nodes in the world: by their `local_x` and `local_y` where each has both, else by their degrees.
 * A node that is nowhere on earth is refused.
 */
export function placeNodes(
  { nodes }: OsmFile,
  given: {
    readonly file: string
    readonly report: OpenReport
    readonly onto: Clip | null
    /** The projection that the file names; `null` for none. */
    readonly told: string | null
  },
): PlacedNodes {
  const { file, report, onto } = given
  // By id, so that a map is laid flat about the same node however it is ordered.
  const sound = [...nodes.values()]
    .filter((node) => isOnEarth(node, { file, report }))
    .toSorted((a, b) => byId(a.id, b.id))
  const step = Math.ceil(sound.length / SAMPLED)
  const sampled = sound.filter((_, index) => index % step === 0)
  const hasLocal = sound.length > 0 && sound.every((node) => localOf(node) !== null)
  const fit = hasLocal ? fitLocal(sampled, given.told) : null
  const placing = placingOf(sampled.map(degreesOf), onto)
  const message = fit === null ? placing.message : say.localTags
  if (sound.length > 0) report.notices.push({ file, place: WHOLE, message })
  const { projection } = fit ?? placing
  const placed = sound.map((node): readonly [string, Vec3] => {
    const [x, y] = (fit && localOf(node)) ?? projection.metersOf(degreesOf(node))
    return [node.id, [x, y, parseNumber(node.tags.ele ?? '') ?? 0]]
  })
  const [first] = placed
  const worldOrigin: Vec3 = first
    ? [Math.round(first[1][0]), Math.round(first[1][1]), 0]
    : [0, 0, 0]
  return {
    positions: new Map(placed.map(([id, place]) => [id, subtract(place, worldOrigin)])),
    worldOrigin,
    projection,
    isGeodetic: fit === null || (fit.error < 1 && !sampled.every(isNowhere)),
    isLocal: fit !== null,
  }
}

/** About 0°, 0° lies the sea: maps that know no place on earth are written there. */
function isNowhere(node: OsmNode): boolean {
  const { latitude, longitude } = degreesOf(node)
  return Math.abs(latitude) < 1 && Math.abs(longitude) < 1
}

function byId(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length
  return a < b ? -1 : a > b ? 1 : 0
}

function isOnEarth(
  node: OsmNode,
  { file, report }: { readonly file: string; readonly report: OpenReport },
): boolean {
  const { latitude, longitude } = degreesOf(node)
  const z = Math.abs(parseNumber(node.tags.ele ?? '') ?? 0)
  const isFar = z > FARTHEST || (localOf(node) ?? []).some((value) => Math.abs(value) > FARTHEST)
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && !isFar) return true
  const place = say.node({ id: node.id })
  const isSwapped =
    Math.abs(latitude) > 90 && Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90
  const found = isSwapped
    ? mapTexts.swapped({ value: latitude })
    : verbatim(`${node.latitude}, ${node.longitude}`)
  report.refused.push({ file, place, found, expected: isFar ? mapTexts.near : mapTexts.degrees })
  return false
}

/** The projection that comes nearest to giving a file's local tags. */
function fitLocal(
  nodes: readonly OsmNode[],
  told: string | null,
): { readonly projection: Projection; readonly error: number } | null {
  const [first] = nodes
  const start = first && localOf(first)
  if (first === undefined || start === undefined || start === null) return null
  const place = degreesOf(first)
  const [east, north] = utmProjection(place).metersOf(place)
  const named = told === null ? null : projectionOf(told)
  const [best] = [
    ...(named === null ? [] : [named]),
    utmProjection(place, [start[0] - east, start[1] - north]),
    localProjection(place, start),
  ]
    .map((projection) => ({ projection, error: errorOf(projection, nodes) }))
    .toSorted((a, b) => a.error - b.error)
  return best ?? null
}

function errorOf({ metersOf }: Projection, nodes: readonly OsmNode[]): number {
  return Math.max(
    ...nodes.map((node) => {
      const [x, y] = metersOf(degreesOf(node))
      const [ownX, ownY] = localOf(node) ?? [x, y]
      return Math.hypot(x - ownX, y - ownY)
    }),
  )
}

function degreesOf({ latitude, longitude }: OsmNode): Degrees {
  return { latitude: Number(latitude), longitude: Number(longitude) }
}

/** The local tags of a node; `null` where it has not both. */
export function localOf({ tags }: Pick<OsmNode, 'tags'>): readonly [number, number] | null {
  const [x, y] = [parseNumber(tags.local_x ?? ''), parseNumber(tags.local_y ?? '')]
  return x === null || y === null ? null : [x, y]
}
