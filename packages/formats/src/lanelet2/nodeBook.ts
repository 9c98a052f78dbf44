import { add, distance, type Polyline, type Vec3 } from '@trueline/geometry'
import type { Projection } from '../maps/projection.ts'
import { parseNumber } from '../text.ts'
import type { KeptNode } from './kept.ts'
import type { Tags } from './osm.ts'
import { localOf } from './placeNodes.ts'

/** A node as it is printed. */
export type PrintedNode = {
  readonly id: string
  readonly latitude: string
  readonly longitude: string
  readonly tags: Tags
}

/** The nodes of a map while its ways are made. */
export type NodeBook = {
  /** Ids of the nodes along a line; those kept of its way where they still are at their places. */
  readonly along: (line: Polyline, kept: readonly KeptNode[]) => readonly string[]
  /** A node at an end of a line: the one that is there, within two millimeters. */
  readonly endAt: (point: Vec3) => string
  /** Has a node of the source written as it was. */
  readonly keep: (kept: KeptNode) => void
  readonly placeOf: (id: string) => Vec3 | undefined
  readonly nodes: () => Iterable<PrintedNode>
  readonly freshId: () => string
}

/** How nodes are laid out. */
export type NodeSetting = {
  readonly origin: Vec3
  readonly projection: Projection
  /** Whether kept nodes are where their local tags say. */
  readonly isLocal: boolean
  /** The highest id that is taken. */
  readonly highest: bigint
}

/** Lines meet where their ends are this near. */
const MEET = 0.002
/** What printing and projecting change. */
const SAME = 1e-4

/** An empty book of nodes. */
export function createNodeBook(setting: NodeSetting): NodeBook {
  const { origin, projection } = setting
  const nodes = new Map<string, PrintedNode>()
  const places = new Map<string, Vec3>()
  const ends = new Map<string, string[]>()
  let next = setting.highest
  const freshId = (): string => {
    next += 1n
    return String(next)
  }
  const make = (point: Vec3): string => {
    const id = freshId()
    const [x, y, z] = add(point, origin)
    const { latitude, longitude } = projection.degreesOf([x, y])
    const tags = { ele: printed(z), local_x: printed(x), local_y: printed(y) }
    nodes.set(id, { id, latitude: latitude.toFixed(11), longitude: longitude.toFixed(11), tags })
    places.set(id, point)
    return id
  }
  const meet = (id: string, point: Vec3): void => {
    const key = cellOf(point).join()
    ends.set(key, [...(ends.get(key) ?? []), id])
  }
  const endAt = (point: Vec3): string => {
    const there = cellsAround(point)
      .flatMap((key) => ends.get(key) ?? [])
      .find((id) => distance(places.get(id) ?? point, point) <= MEET)
    if (there !== undefined) return there
    const id = make(point)
    meet(id, point)
    return id
  }
  const stay = (kept: KeptNode, point: Vec3): string | null => {
    const [id, latitude, longitude, tags] = kept
    const place = places.get(id) ?? placeOfKept(kept, setting)
    if (distance(place, point) > SAME) return null
    if (!nodes.has(id)) {
      nodes.set(id, { id, latitude, longitude, tags })
      places.set(id, place)
    }
    return id
  }
  return {
    along: (line, kept) => {
      const ids = line.map((point, index) => {
        const own = kept.length === line.length ? kept[index] : undefined
        const id = own && stay(own, point)
        if (id) return id
        return index === 0 || index === line.length - 1 ? endAt(point) : make(point)
      })
      for (const at of [0, line.length - 1]) meet(ids[at]!, line[at]!)
      return ids
    },
    endAt,
    keep: (kept) => {
      stay(kept, placeOfKept(kept, setting))
    },
    placeOf: (id) => places.get(id),
    nodes: () => nodes.values(),
    freshId,
  }
}

function placeOfKept([, latitude, longitude, tags]: KeptNode, setting: NodeSetting): Vec3 {
  const { origin, projection, isLocal } = setting
  const degrees = { latitude: Number(latitude), longitude: Number(longitude) }
  const [x, y] = (isLocal ? localOf({ tags }) : null) ?? projection.metersOf(degrees)
  const z = parseNumber(tags.ele ?? '') ?? 0
  return [x - origin[0], y - origin[1], z - origin[2]]
}

function cellOf(point: Vec3): readonly number[] {
  return point.map((value) => Math.round(value / MEET))
}

function cellsAround(point: Vec3): readonly string[] {
  const [x = 0, y = 0, z = 0] = cellOf(point)
  const steps = [-1, 0, 1]
  return steps.flatMap((dx) =>
    steps.flatMap((dy) => steps.map((dz) => `${x + dx},${y + dy},${z + dz}`)),
  )
}

/** To a micrometer. */
function printed(meters: number): string {
  return String(Number(meters.toFixed(6)))
}
