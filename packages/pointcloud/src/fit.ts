import { type Cuboid, countPointsInCuboid, distance, norm, type Vec3 } from '@trueline/geometry'
import type { Ground } from './ground.ts'

/** A fit's answer: the box and how many points are in it, or why it was refused. */
export type FitAnswer =
  | { readonly outcome: 'fitted'; readonly cuboid: Cuboid; readonly pointCount: number }
  | { readonly outcome: 'refused'; readonly why: 'tooFewPoints' | 'movedTooFar' | 'resizedTooMuch' }

/** What a fit knows of the sweep beside its points, all in one space with z up. */
export type Surroundings = {
  /** `null`: the points are taken to show no ground. */
  readonly ground: Ground | null
  /** Where the lidar stands: what it faces is what it saw. */
  readonly sensor: Vec3
}

/** A box is fitted to no fewer points than these. */
export const FEWEST_POINTS = 10

/** The fit, refused when it moved by more than the box's diagonal or changed a side by more than 3×. */
export function judge(points: Float32Array, start: Cuboid, cuboid: Cuboid): FitAnswer {
  if (distance(start.center, cuboid.center) > norm(start.extent)) {
    return { outcome: 'refused', why: 'movedTooFar' }
  }
  const isResized = cuboid.extent.some((side, axis) => {
    const ratio = side / start.extent[axis]!
    return !(ratio <= 3 && ratio >= 1 / 3)
  })
  if (isResized) return { outcome: 'refused', why: 'resizedTooMuch' }
  return fitted(points, cuboid)
}

/** The answer that a box was found. */
export function fitted(points: Float32Array, cuboid: Cuboid): FitAnswer {
  return { outcome: 'fitted', cuboid, pointCount: countPointsInCuboid(points, cuboid) }
}
