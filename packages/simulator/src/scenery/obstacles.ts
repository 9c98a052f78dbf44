import { type Cuboid, fromYaw, type Vec3 } from '@trueline/geometry'
import type { Thing } from '../raster/thing.ts'

/** Who passes under something this high does not touch it. */
const HEAD_ROOM = 1.9

/** What of the scenery is in the way of people and vehicles: trunks and posts, walls, bushes, hedges. */
export function obstaclesOf(things: readonly Thing[]): readonly Cuboid[] {
  return things.filter(({ chunk }) => chunk === null).flatMap(lowParts)
}

function lowParts({ mesh, foliage, place }: Thing): readonly Cuboid[] {
  const min = [Infinity, Infinity]
  const max = [-Infinity, -Infinity]
  const include = (x: number, y: number): void => {
    min[0] = Math.min(min[0]!, x)
    min[1] = Math.min(min[1]!, y)
    max[0] = Math.max(max[0]!, x)
    max[1] = Math.max(max[1]!, y)
  }
  for (let at = 0; at < mesh.corners.length; at += 3) {
    const z = mesh.corners[at + 2]!
    // What lies below the ground is a meadow or a footing.
    if (z >= 0 && z < HEAD_ROOM) include(mesh.corners[at]!, mesh.corners[at + 1]!)
  }
  for (const { center, radii } of foliage) {
    if (center[2] - radii[2] * 0.7 > HEAD_ROOM) continue
    // The rim of a bush gives way.
    include(center[0] - radii[0] * 0.8, center[1] - radii[1] * 0.8)
    include(center[0] + radii[0] * 0.8, center[1] + radii[1] * 0.8)
  }
  if (min[0]! >= max[0]!) return []
  const cos = Math.cos(place.yaw)
  const sin = Math.sin(place.yaw)
  const x = (min[0]! + max[0]!) / 2
  const y = (min[1]! + max[1]!) / 2
  const center: Vec3 = [
    place.point[0] + cos * x - sin * y,
    place.point[1] + sin * x + cos * y,
    place.point[2] + HEAD_ROOM / 2,
  ]
  const extent: Vec3 = [max[0]! - min[0]!, max[1]! - min[1]!, HEAD_ROOM]
  return [{ center, extent, rotation: fromYaw(place.yaw) }]
}
