import type { Cuboid } from '@trueline/geometry'

/** A real sweep with the boxes people drew on it. */
export type LabelledFrame = {
  readonly name: string
  /** N × 4 rows of x, y, z, intensity. */
  readonly points: Float32Array
  readonly boxes: readonly LabelledBox[]
}

/** A box in the space of the frame's points, and how many of them its source says are inside. */
export type LabelledBox = {
  readonly category: string
  readonly cuboid: Cuboid
  readonly pointsInside: number
}
