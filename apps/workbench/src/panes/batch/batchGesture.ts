import type { CuboidRecord, Patch } from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'
import { createStore } from 'zustand/vanilla'

/**
 * A drag on the batch page: the object's cuboids as they would be on release, by frame; and the size
 * that is being given to all, in the merged column. `null` where nothing is held.
 *
 * Outside the document and outside React, as the panes' own gesture is.
 */
export const batchGestureStore = createStore<{
  readonly after: ReadonlyMap<number, CuboidRecord> | null
  readonly extent: Vec3 | null
}>(() => ({ after: null, extent: null }))

/** The cuboids that a patch leaves, by frame. */
export function cuboidsAfter(patch: Patch): ReadonlyMap<number, CuboidRecord> {
  return new Map(
    patch.flatMap(({ after }) => (after?.kind === 'cuboid' ? [[after.frame, after] as const] : [])),
  )
}
