import type { TrackId } from '@trueline/annotation'
import { type Cuboid, containsPoint, cornersOf } from '@trueline/geometry'
import { createStore } from 'zustand/vanilla'

/** The points around one cuboid, as a worker cut them out. */
export type NearPoints = {
  readonly trackId: TrackId
  readonly frame: number
  /** Where they were taken from: every point in it is there. */
  readonly region: Cuboid
  /** N × 4 rows of x, y, z, intensity in ego space. */
  readonly points: Float32Array
}

/** What names one cuboid. */
type CuboidPlace = Pick<NearPoints, 'trackId' | 'frame'>

/**
 * The points around the selected cuboid, kept by the side views, `null` while they are not there; and
 * those around the same object in other frames, which the batch page has while it is open.
 */
export const nearPointsStore = createStore<{
  readonly near: NearPoints | null
  readonly inColumn: (place: CuboidPlace) => NearPoints | null
}>(() => ({ near: null, inColumn: () => null }))

/** Points at hand that hold all of those in a cuboid; `null` when there are none. */
export function nearPoints(place: CuboidPlace, cuboid: Cuboid): Float32Array | null {
  const { near, inColumn } = nearPointsStore.getState()
  const isNear = near !== null && near.trackId === place.trackId && near.frame === place.frame
  const at = isNear ? near : inColumn(place)
  if (at === null) return null
  const isCovered = cornersOf(cuboid).every((corner) => containsPoint(at.region, corner))
  return isCovered ? at.points : null
}

/** A cuboid grown by a margin on every side. */
export function grownBy(cuboid: Cuboid, margin: number): Cuboid {
  const [length, width, height] = cuboid.extent
  return {
    center: cuboid.center,
    extent: [length + 2 * margin, width + 2 * margin, height + 2 * margin],
    rotation: cuboid.rotation,
  }
}

/** Whether enough of a box's surroundings lies in a region, which was one grown by `margin`, to go on with its points. */
export function covers(region: Cuboid, margin: number, box: Cuboid): boolean {
  const moved = Math.hypot(...box.center.map((value, axis) => value - region.center[axis]!))
  const turned = Math.abs(region.rotation.reduce((sum, v, i) => sum + v * box.rotation[i]!, 0))
  const hasGrown = box.extent.some((side, axis) => side > region.extent[axis]! - margin)
  return moved < margin / 2 && turned > 0.99 && !hasGrown
}
