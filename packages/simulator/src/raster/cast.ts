import type { Mat3, Vec3 } from '@trueline/geometry'
import { castFaces } from './faces.ts'
import { castFoliage } from './foliage.ts'
import type { RayGrid } from './rayGrid.ts'
import type { Thing } from './thing.ts'

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

/** What the rays of a view met. */
export type Cast = {
  /** Depth of the nearest surface of each ray; `Infinity` for none. */
  readonly depth: Float32Array
  /** Place in the lists below of the surface that each ray met; -1 for none. */
  readonly surface: Int32Array
  readonly things: readonly Thing[]
  /** Place in `things` of each surface. */
  readonly thingOf: number[]
  /** A face of its thing's mesh; or `-1 - i` for the i-th of its foliage. */
  readonly faceOf: number[]
  /** Unit normal of each surface in the world, towards the eye; three per surface, zero for foliage. */
  readonly normals: number[]
}

/** What every ray of a view meets first, by a depth buffer over the rays. Cost: rays met, not scene size. */
export function castThings(view: View, things: readonly Thing[]): Cast {
  const rays = view.grid.rows * view.grid.columns
  const cast: Cast = {
    depth: new Float32Array(rays).fill(Infinity),
    surface: new Int32Array(rays).fill(-1),
    things,
    thingOf: [],
    faceOf: [],
    normals: [],
  }
  things.forEach((thing, index) => {
    castFaces(view, cast, index)
    if (thing.foliage.length > 0) castFoliage(view, cast, index)
  })
  return cast
}
