import { type Ground, groundHeightAt, POINT_STRIDE } from '@trueline/pointcloud'

/**
 * The height above the ground of each of N points, NaN where the ground is not known.
 *
 * What `groundHeightAt` says, point by point. Looked up in one go as it is asked for every point of
 * every sweep: away from the ground's edges and gaps no question is left but the interpolation.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the space of the ground.
 */
export function heightsAbove(ground: Ground, points: Float32Array): Float32Array {
  const { minX, minY, columns, rows, heights } = ground
  const perCell = 1 / ground.cell
  const above = new Float32Array(points.length / POINT_STRIDE)
  for (let point = 0, at = 0; point < above.length; point++, at += POINT_STRIDE) {
    const x = points[at]!
    const y = points[at + 1]!
    const column = (x - minX) * perCell - 0.5
    const row = (y - minY) * perCell - 0.5
    let level = Number.NaN
    if (column >= 0 && column < columns - 1 && row >= 0 && row < rows - 1) {
      const left = column | 0
      const below = row | 0
      const along = column - left
      const across = row - below
      const corner = below * columns + left
      level =
        (heights[corner]! * (1 - along) + heights[corner + 1]! * along) * (1 - across) +
        (heights[corner + columns]! * (1 - along) + heights[corner + columns + 1]! * along) * across
    }
    if (Number.isNaN(level)) level = groundHeightAt(ground, x, y) ?? Number.NaN
    above[point] = points[at + 2]! - level
  }
  return above
}
