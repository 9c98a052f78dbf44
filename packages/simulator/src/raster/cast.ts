import { castFaces } from './faces.ts'
import { castFoliage } from './foliage.ts'
import type { RayGrid } from './rayGrid.ts'
import type { Thing } from './thing.ts'
import { createTileDepth } from './tileDepth.ts'
import type { Cast, View } from './view.ts'

/** An empty cast for a grid, to be cast into again and again by `castThings`. */
export function createCast({ rows, columns, isFlat }: RayGrid): Cast {
  const depth = new Float32Array(rows * columns)
  return {
    depth,
    surface: new Int32Array(rows * columns),
    things: [],
    surfaces: {
      count: 0,
      thingOf: new Int32Array(1024),
      faceOf: new Int32Array(1024),
      normals: new Float64Array(3 * 1024),
    },
    tiles: isFlat ? createTileDepth({ rows, columns }) : null,
  }
}

/**
 * What every ray of a view meets first, by a depth buffer over the rays.
 *
 * Cost: rays met, not scene size; near things go first, so that most of what they hide is not even
 * looked at.
 *
 * @param into From `createCast` of the same grid; its arrays are the result's.
 */
export function castThings(view: View, things: readonly Thing[], into: Cast): Cast {
  into.depth.fill(Infinity)
  into.surface.fill(-1)
  into.surfaces.count = 0
  into.tiles?.clear()
  return castOver(view, things, into)
}

/** The depths of `cast` with more things before them; what it calls the surfaces it had is lost. */
export function castBefore(
  view: View,
  things: readonly Thing[],
  { cast, into }: { readonly cast: Cast; readonly into: Cast },
): Cast {
  into.depth.set(cast.depth)
  into.surface.fill(-1)
  into.surfaces.count = 0
  if (cast.tiles !== null) into.tiles?.farthest.set(cast.tiles.farthest)
  return castOver(view, things, into)
}

/** The cast with more things before what `into` already holds; its surfaces until now keep their names. */
export function castOver(view: View, things: readonly Thing[], into: Cast): Cast {
  const cast: Cast = { ...into, things }
  for (const index of nearFirst(view, things)) {
    castFaces(view, cast, index)
    if (things[index]!.foliage.length > 0) castFoliage(view, cast, index)
  }
  return cast
}

/** Places of things by distance; what is wider than the view's reach comes last. */
function nearFirst({ eye, reach }: View, things: readonly Thing[]): Uint32Array {
  const distances = Float64Array.from(things, ({ place, mesh }) => {
    if (mesh.radius > reach) return Infinity
    const cos = Math.cos(place.yaw)
    const sin = Math.sin(place.yaw)
    const [x, y] = mesh.center
    return Math.hypot(
      place.point[0] + cos * x - sin * y - eye[0],
      place.point[1] + sin * x + cos * y - eye[1],
    )
  })
  return Uint32Array.from(things.keys()).sort((a, b) => distances[a]! - distances[b]! || a - b)
}
