import type { Vec3 } from '@trueline/geometry'
import type { Mesh } from '../bodies/mesh.ts'
import type { RoadChunk } from '../road/surface.ts'

/** A mass of leaves: an upright ellipsoid that a ray enters and is stopped in by chance. */
export type Foliage = {
  /** In the thing's own space. */
  readonly center: Vec3
  readonly radii: Vec3
  /** A place in `MATERIALS`. */
  readonly material: number
  /** Leaves met per meter. */
  readonly density: number
}

/** Something a ray can meet, standing somewhere in the world at one moment. */
export type Thing = {
  readonly mesh: Mesh
  readonly foliage: readonly Foliage[]
  /** Where its own space lies in the world: upright, so a place and a heading. */
  readonly place: { readonly point: Vec3; readonly yaw: number }
  /** The road under it, for things that are road. */
  readonly chunk: RoadChunk | null
  /** The moving or parked object it is; -1 for scenery. */
  readonly objectIndex: number
}
