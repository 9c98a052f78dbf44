import type { TrackId } from '@trueline/annotation'
import { type Cuboid, containsPoint, cornersOf } from '@trueline/geometry'
import { createStore } from 'zustand/vanilla'

/** The points around one cuboid, as the fit worker gave them. */
export type NearPoints = {
  readonly trackId: TrackId
  readonly frame: number
  /** Where they were taken from: every point in it is there. */
  readonly region: Cuboid
  /** N × 4 rows of x, y, z, intensity in ego space. */
  readonly points: Float32Array
}

/** The points around the selected cuboid, kept by the side views; `null` while they are not there. */
export const nearPointsStore = createStore<{ readonly near: NearPoints | null }>(() => ({
  near: null,
}))

/** Points at hand that hold all of those in a cuboid; `null` when there are none. */
export function nearPoints(
  { trackId, frame }: Pick<NearPoints, 'trackId' | 'frame'>,
  cuboid: Cuboid,
): Float32Array | null {
  const { near } = nearPointsStore.getState()
  if (near === null || near.trackId !== trackId || near.frame !== frame) return null
  const isCovered = cornersOf(cuboid).every((corner) => containsPoint(near.region, corner))
  return isCovered ? near.points : null
}
