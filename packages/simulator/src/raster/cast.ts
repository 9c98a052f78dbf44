import type { Mat3, Vec3 } from '@trueline/geometry'
import { castFaces } from './faces.ts'
import { castFoliage } from './foliage.ts'
import type { RayGrid } from './rayGrid.ts'
import type { Thing } from './thing.ts'
import { createTileDepth, type TileDepth } from './tileDepth.ts'

/** A sensor in the world at one moment. */
export type View = {
  readonly grid: RayGrid
  readonly eye: Vec3
  /** Row-major. */
  readonly worldFromSensor: Mat3
  /** Nothing farther than this from the eye is met. */
  readonly reach: number
  /** Beams go through glass and leaves by chance, drawn from this seed; pictures do not, `null`. */
  readonly beamSeed: number | null
}

/** The faces and leaves that were cast, in the order they were. */
export type Surfaces = {
  count: number
  /** Place in `things` of each surface. */
  thingOf: Int32Array
  /** A face of its thing's mesh; or `-1 - i` for the i-th of its foliage. */
  faceOf: Int32Array
  /** Unit normal of each surface in the world, towards the eye; three per surface, zero for foliage. */
  normals: Float64Array
}

/** What the rays of a view met. */
export type Cast = {
  /** Depth of the nearest surface of each ray; `Infinity` for none. */
  readonly depth: Float32Array
  /** Place in `surfaces` of the surface that each ray met; -1 for none. */
  readonly surface: Int32Array
  readonly things: readonly Thing[]
  readonly surfaces: Surfaces
  /** What is certainly hidden, for views whose rays are even; `null` for a turning sensor. */
  readonly tiles: TileDepth | null
}

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

function castOver(view: View, things: readonly Thing[], into: Cast): Cast {
  const cast: Cast = { ...into, things }
  for (const index of nearFirst(view, things)) {
    castFaces(view, cast, index)
    if (things[index]!.foliage.length > 0) castFoliage(view, cast, index)
  }
  return cast
}

/** Adds a surface, whose place is the count before. */
export function addSurface(
  surfaces: Surfaces,
  thing: number,
  { face, normal }: { readonly face: number; readonly normal: ArrayLike<number> },
): void {
  const at = surfaces.count++
  if (at === surfaces.thingOf.length) {
    surfaces.thingOf = grown(surfaces.thingOf)
    surfaces.faceOf = grown(surfaces.faceOf)
    const normals = new Float64Array(6 * at)
    normals.set(surfaces.normals)
    surfaces.normals = normals
  }
  surfaces.thingOf[at] = thing
  surfaces.faceOf[at] = face
  for (let axis = 0; axis < 3; axis++) surfaces.normals[3 * at + axis] = normal[axis]!
}

function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const result = new Int32Array(2 * values.length)
  result.set(values)
  return result
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
