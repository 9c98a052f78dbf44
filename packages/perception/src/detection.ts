import type { Cuboid } from '@trueline/geometry'

/** An object that was found in one frame, before anything is known of other frames. */
export type Detection = {
  /** In the space of the points it was found in: ego space. */
  readonly cuboid: Cuboid
  /** A category of the default ontology: `car`, `pedestrian`, `cyclist`, `truck`. */
  readonly category: string
  /** How sure the finder is, in [0, 1]. */
  readonly score: number
}
