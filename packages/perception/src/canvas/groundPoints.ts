import type { Cuboid } from '@trueline/geometry'
import { type Ground, POINT_STRIDE } from '@trueline/pointcloud'
import { heightsAbove } from '../raster/heightsAbove.ts'
import { isMasked, maskOf } from './boxMask.ts'

/** Heights above the local ground that count as ground: kerbs and pavements do, wheels do not. */
const LOWEST = -0.3
const HIGHEST = 0.3

/** A sweep of which the ground is asked. */
export type MaskedSweep = {
  /** N × 4 rows of x, y, z, intensity in ego space. */
  readonly points: Float32Array
  /** The sweep's ground (`groundOf`). */
  readonly ground: Ground
  /** What is not ground and may move, in ego space. */
  readonly boxes: readonly Cuboid[]
}

/** The points of a sweep that lie on the ground and in no box, 0.3 m around boxes left out: rows of four. */
export function groundPoints({ points, ground, boxes }: MaskedSweep): Float32Array {
  const heights = heightsAbove(ground, points)
  const mask = boxes.length === 0 ? null : maskOf(boxes)
  const kept = new Float32Array(points.length)
  let end = 0
  for (let point = 0, at = 0; point < heights.length; point++, at += POINT_STRIDE) {
    const height = heights[point]!
    if (!(height > LOWEST && height < HIGHEST)) continue
    if (mask !== null && isMasked(mask, points[at]!, points[at + 1]!)) continue
    kept[end] = points[at]!
    kept[end + 1] = points[at + 1]!
    kept[end + 2] = points[at + 2]!
    kept[end + 3] = points[at + 3]!
    end += POINT_STRIDE
  }
  return kept.subarray(0, end)
}
