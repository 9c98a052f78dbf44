import { type Cuboid, yawOf } from '@trueline/geometry'
import { type Ground, POINT_STRIDE } from '@trueline/pointcloud'
import { heightsAbove } from '../raster/heightsAbove.ts'

/** Heights above the local ground that count as ground: kerbs and pavements do, wheels do not. */
const LOWEST = -0.3
const HIGHEST = 0.3
/** How much of the surroundings of a box is masked with it. */
const MARGIN = 0.3
/** The mask of boxes reaches this far from the ego, in cells of this side. */
const REACH = 100
const MASK_CELL = 0.25
const MASK_CELLS = (2 * REACH) / MASK_CELL

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

function isMasked(mask: Uint8Array, x: number, y: number): boolean {
  const column = Math.floor((x + REACH) / MASK_CELL)
  const row = Math.floor((y + REACH) / MASK_CELL)
  if (column < 0 || column >= MASK_CELLS || row < 0 || row >= MASK_CELLS) return false
  return mask[row * MASK_CELLS + column] === 1
}

/** The cells that boxes cover, seen from above. */
function maskOf(boxes: readonly Cuboid[]): Uint8Array {
  const mask = new Uint8Array(MASK_CELLS * MASK_CELLS)
  const cellOf = (meters: number): number =>
    Math.min(MASK_CELLS - 1, Math.max(0, Math.floor((meters + REACH) / MASK_CELL)))
  for (const { center, extent, rotation } of boxes) {
    const yaw = yawOf(rotation)
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
    const halfLength = extent[0] / 2 + MARGIN
    const halfWidth = extent[1] / 2 + MARGIN
    const reachX = Math.abs(cos) * halfLength + Math.abs(sin) * halfWidth
    const reachY = Math.abs(sin) * halfLength + Math.abs(cos) * halfWidth
    if (Math.abs(center[0]) - reachX > REACH || Math.abs(center[1]) - reachY > REACH) continue
    for (let row = cellOf(center[1] - reachY); row <= cellOf(center[1] + reachY); row++) {
      const y = (row + 0.5) * MASK_CELL - REACH - center[1]
      for (
        let column = cellOf(center[0] - reachX);
        column <= cellOf(center[0] + reachX);
        column++
      ) {
        const x = (column + 0.5) * MASK_CELL - REACH - center[0]
        const isIn =
          Math.abs(cos * x + sin * y) <= halfLength && Math.abs(cos * y - sin * x) <= halfWidth
        if (isIn) mask[row * MASK_CELLS + column] = 1
      }
    }
  }
  return mask
}
