import { filled, withoutRaised, withoutSunken } from './groundFilter.ts'
import { gridAround, lowHeights } from './groundGrid.ts'
import { tiltOf } from './groundTilt.ts'

/** Heights of the ground on a square grid, in the space of the points it was made of. */
export type Ground = {
  /** Corner of the first cell. */
  readonly minX: number
  readonly minY: number
  /** Side of a cell. */
  readonly cell: number
  readonly columns: number
  readonly rows: number
  /** Height at each cell's center, row by row along x; NaN where nothing near shows the ground. */
  readonly heights: Float32Array
}

/**
 * The ground under a sweep or a merged cloud, z up.
 *
 * A low percentile of each cell's heights; cells far below their surroundings (echoes mirrored in
 * wet or glossy surfaces) and cells steeper above a neighbour than a road can be (cars, walls,
 * hedges) are replaced by what the cells around them say. Reaches 200 m around the middle of the
 * points. About 10 ms for 120,000 points.
 *
 * @param points N × 4 rows of x, y, z, intensity; rows that are not finite are passed over.
 */
export function groundOf(points: Float32Array): Ground {
  const grid = gridAround(points)
  const low = lowHeights(points, grid)
  const tilt = tiltOf(low, grid)
  const shown = withoutRaised(withoutSunken(low, grid, tilt), grid, tilt)
  return { ...grid, heights: filled(shown, grid) }
}

/** Height of the ground at a place, interpolated between cells; `null` where it is not known. */
export function groundHeightAt(ground: Ground, x: number, y: number): number | null {
  const { columns, rows, heights } = ground
  const column = (x - ground.minX) / ground.cell - 0.5
  const row = (y - ground.minY) / ground.cell - 0.5
  const left = Math.floor(column)
  const below = Math.floor(row)
  if (!(left >= -1 && left < columns && below >= -1 && below < rows)) return null
  let sum = 0
  let weights = 0
  for (let corner = 0; corner < 4; corner++) {
    const c = left + (corner & 1)
    const r = below + (corner >> 1)
    if (c < 0 || c >= columns || r < 0 || r >= rows) continue
    const height = heights[r * columns + c]!
    if (Number.isNaN(height)) continue
    const weight =
      ((corner & 1) === 1 ? column - left : 1 - column + left) *
      (corner >> 1 === 1 ? row - below : 1 - row + below)
    sum += weight * height
    weights += weight
  }
  return weights > 0 ? sum / weights : null
}
