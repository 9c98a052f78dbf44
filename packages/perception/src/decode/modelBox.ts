import type { Cuboid } from '@trueline/geometry'
import type { ModelClass } from '../manifest/recipes.ts'
import type { Tensors } from '../session/session.ts'

/** An object as a network saw it, upright, in the space of the points it was shown. */
export type ModelBox = {
  readonly cuboid: Cuboid
  /** Its place in the manifest's classes. */
  readonly classAt: number
  readonly score: number
}

/** Where the cells of a network's input lie. */
export type InputGrid = {
  readonly minX: number
  readonly minY: number
  readonly cellX: number
  readonly cellY: number
  readonly columns: number
  readonly rows: number
}

/** What is needed to read a network's outputs. */
export type DecodeView = {
  readonly outputs: Tensors
  readonly grid: InputGrid
  readonly classes: readonly ModelClass[]
  /** The least score that is read; `null`: each class's threshold. */
  readonly scoreFrom: number | null
  /** Height of the ground in the space of the network's points; `null` where it is not known. */
  readonly groundAt: (x: number, y: number) => number | null
}
