import { type CuboidRecord, type Patch, patchOf, reshape } from '@trueline/annotation'
import { type Cuboid, invert, transformCuboid } from '@trueline/geometry'
import type { TrackState } from '../views/trackView.ts'
import { isOpen, type MendContext } from './mend.ts'

/** A box and what it is to be, in the world. */
export type NewShape = { readonly state: TrackState; readonly inWorld: Cuboid }

/** The patch that gives boxes new shapes, those that may be changed. */
export function reshapeInWorld(
  { annotations, moments }: MendContext,
  shapes: readonly NewShape[],
): Patch {
  return patchOf(
    annotations,
    shapes.flatMap(({ state: { cuboid, frame }, inWorld }): readonly CuboidRecord[] => {
      if (!isOpen(cuboid)) return []
      const pose = moments.poses[frame] ?? null
      const shape = pose === null ? inWorld : transformCuboid(invert(pose), inWorld)
      return [reshape(cuboid, shape, 'refit')]
    }),
  )
}
