import { type Ground, groundHeightAt, POINT_STRIDE } from '@trueline/pointcloud'

/**
 * The height above the ground of each of N points, NaN where the ground is not known.
 *
 * What `groundHeightAt` says, point by point. Looked up in one go as it is asked for every point of
 * every sweep: away from the ground's edges and gaps no question is left but the interpolation. Each
 * step is rounded to float32, as a GPU rounds it, so that both find a point in the same slice.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the space of the ground.
 */
export function heightsAbove(ground: Ground, points: Float32Array): Float32Array {
  const { columns, rows, heights } = ground
  const minX = Math.fround(ground.minX)
  const minY = Math.fround(ground.minY)
  const perCell = Math.fround(1 / ground.cell)
  // An import is looked up anew each time round.
  const stride = POINT_STRIDE
  const above = new Float32Array(points.length / stride)
  for (let point = 0, at = 0; point < above.length; point++, at += stride) {
    const column = Math.fround(Math.fround(Math.fround(points[at]! - minX) * perCell) - 0.5)
    const row = Math.fround(Math.fround(Math.fround(points[at + 1]! - minY) * perCell) - 0.5)
    let level = Number.NaN
    if (column >= 0 && column < columns - 1 && row >= 0 && row < rows - 1) {
      const left = column | 0
      const below = row | 0
      const along = Math.fround(column - left)
      const corner = below * columns + left
      const near = between(heights[corner]!, heights[corner + 1]!, along)
      const far = between(heights[corner + columns]!, heights[corner + columns + 1]!, along)
      level = between(near, far, Math.fround(row - below))
    }
    if (Number.isNaN(level)) {
      level = groundHeightAt(ground, points[at]!, points[at + 1]!) ?? Number.NaN
    }
    above[point] = points[at + 2]! - Math.fround(level)
  }
  return above
}

/** From one height to another, a share of the way. */
function between(from: number, to: number, share: number): number {
  return Math.fround(from + Math.fround(Math.fround(to - from) * share))
}
