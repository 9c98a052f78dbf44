import type { Mat3, Vec3 } from '@trueline/geometry'
import type { RayGrid } from './rayGrid.ts'
import type { Surfaces } from './surfaces.ts'
import type { Thing } from './thing.ts'
import type { TileDepth } from './tileDepth.ts'

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
  /** Place in `surfaces` of the surface that each ray met; -1 for none. */
  readonly surface: Int32Array
  readonly things: readonly Thing[]
  readonly surfaces: Surfaces
  /** What is certainly hidden, for views whose rays are even; `null` for a turning sensor. */
  readonly tiles: TileDepth | null
}
