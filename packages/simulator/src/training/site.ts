import { type Cuboid, fromYaw } from '@trueline/geometry'
import type { Mesh } from '../bodies/mesh.ts'
import type { CategoryName } from '../ontology.ts'
import { between, type Random } from '../random.ts'
import type { Foliage, Thing } from '../raster/thing.ts'
import type { Terrain } from '../terrain/terrain.ts'
import { areApart, type Footprint, footprintOf } from './footprint.ts'
import type { StillUser } from './stillUser.ts'
import type { Stock } from './stock.ts'

/** A labelled body in its place, ego space. */
export type StandingUser = {
  readonly category: CategoryName
  readonly cuboid: Cuboid
  /** Share of beams that its paint or cloth swallows. */
  readonly loss: number
  /** x, y in m/s. */
  readonly velocity: readonly [number, number]
}

/** Something that is not labelled. */
export type Clutter = { readonly mesh: Mesh; readonly foliage: readonly Foliage[] }

/** Where something is to stand, and which way it looks. */
export type Spot = { readonly x: number; readonly y: number; readonly yaw: number }

/** A scene in the making: what stands in it so far. Ego space, the recording vehicle at the origin. */
export type Site = {
  readonly random: Random
  readonly terrain: Terrain
  readonly stock: Stock
  /** Everything beams can meet but the ground; `objectIndex` is a place in `users`. */
  readonly things: Thing[]
  readonly users: StandingUser[]
  readonly footprints: Footprint[]
}

/** Half the length and width that the recording vehicle keeps free, and where its middle is. */
const EGO = footprintOf({ x: 1.3, y: 0, yaw: 0 }, [-3, 3, -1.3, 1.3])
const FARTHEST = 90
const FARTHEST_USER = 78
/** Height that the ground under a road user may differ by: so much, or this share of the length. */
const UNEVEN = 0.25
const STEEP = 0.09
/** Nothing that may be bumped into hangs lower than this. */
const HEAD_ROOM = 1.9

/** An empty site. */
export function createSite(random: Random, place: Pick<Site, 'terrain' | 'stock'>): Site {
  return { random, ...place, things: [], users: [], footprints: [EGO] }
}

/** Puts a road user on the ground if it touches nothing; returns whether it did. It is made only where its middle is free. */
export function placeUser(
  site: Site,
  make: () => StillUser,
  { x, y, yaw, speed = 0 }: Spot & { readonly speed?: number },
): boolean {
  if (Math.hypot(x, y) > FARTHEST_USER || !isFree(site, { x, y, yaw })) return false
  const { extent, category, mesh } = make()
  const [length, width] = [extent[0] / 2, extent[1] / 2]
  const footprint = footprintOf({ x, y, yaw }, [-length, length, -width, width])
  if (!isLevel(site, footprint) || !claim(site, footprint)) return false
  const z = site.terrain.heightAt(x, y)
  site.things.push({
    mesh,
    foliage: [],
    place: { point: [x, y, z], yaw },
    chunk: null,
    objectIndex: site.users.length,
  })
  site.users.push({
    category,
    cuboid: { center: [x, y, z + extent[2] / 2], extent, rotation: fromYaw(yaw) },
    loss: lossOf(site.random),
    velocity: [speed * Math.cos(yaw), speed * Math.sin(yaw)],
  })
  return true
}

/** The same for something that is not labelled. */
export function placeClutter(site: Site, make: () => Clutter, { x, y, yaw }: Spot): boolean {
  if (!isFree(site, { x, y, yaw })) return false
  const clutter = make()
  const bounds = lowBoundsOf(clutter)
  if (bounds !== null && !claim(site, footprintOf({ x, y, yaw }, bounds))) return false
  site.things.push({
    ...clutter,
    place: { point: [x, y, site.terrain.heightAt(x, y)], yaw },
    chunk: null,
    objectIndex: -1,
  })
  return true
}

function isFree({ footprints }: Site, spot: Spot): boolean {
  const middle = footprintOf(spot, [-0.2, 0.2, -0.2, 0.2])
  return footprints.every((other) => areApart(middle, other))
}

/** Whether something may stand upright here: a body on a bank would be half in it. */
function isLevel({ terrain }: Site, footprint: Footprint): boolean {
  const { x, y, cos, sin, halfLength, halfWidth } = footprint
  const height = (along: number, across: number): number =>
    terrain.heightAt(x + cos * along - sin * across, y + sin * along + cos * across)
  const ends = [
    height(halfLength, 0),
    height(-halfLength, 0),
    height(0, halfWidth),
    height(0, -halfWidth),
  ]
  return Math.max(...ends) - Math.min(...ends) < Math.max(UNEVEN, STEEP * 2 * halfLength)
}

function claim({ footprints }: Site, footprint: Footprint): boolean {
  if (Math.hypot(footprint.x, footprint.y) > FARTHEST) return false
  if (!footprints.every((other) => areApart(footprint, other))) return false
  footprints.push(footprint)
  return true
}

/** Lowest and highest x, then y, of what is below head height; `null` where nothing is. */
function lowBoundsOf({ mesh, foliage }: Clutter): readonly [number, number, number, number] | null {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity]
  const include = (x: number, y: number, reach: readonly [number, number]): void => {
    minX = Math.min(minX, x - reach[0])
    maxX = Math.max(maxX, x + reach[0])
    minY = Math.min(minY, y - reach[1])
    maxY = Math.max(maxY, y + reach[1])
  }
  for (let at = 0; at < mesh.corners.length; at += 3) {
    if (mesh.corners[at + 2]! < HEAD_ROOM) include(mesh.corners[at]!, mesh.corners[at + 1]!, [0, 0])
  }
  for (const { center, radii } of foliage) {
    if (center[2] - radii[2] > HEAD_ROOM) continue
    include(center[0], center[1], [radii[0], radii[1]])
  }
  return minX < maxX ? [minX, maxX, minY, maxY] : null
}

/** Share of beams that a body swallows: little, a good deal for dark ones, at times nearly all. */
function lossOf(random: Random): number {
  const kind = random()
  if (kind < 0.6) return between(random, 0, 0.1)
  return kind < 0.96 ? between(random, 0, 0.45) : between(random, 0.5, 0.92)
}
