import type { Cast, View } from '../raster/view.ts'
import type { Terrain } from './terrain.ts'

/** From one look at the ground to the next: evenly near by, then by a share of the range. */
const STEP = 0.1
const STEP_SHARE = 0.015
const NEAREST = 1.5
/** So many columns look along the same line of the ground: half a degree, and less than a hand at 10 m. */
const COLUMNS_A_LINE = 3

/**
 * A turning sensor's cast with the ground alone; what `into` had is lost. The ground's surface is -1.
 *
 * The ground is walked outwards once for a few columns, and every ring meets it where it first
 * rises above the ring's own slope: hills hide what is behind them.
 */
export function castTerrain(view: View, terrain: Terrain, into: Cast): Cast {
  const { depth, surface } = into
  const { grid, eye, worldFromSensor: w, reach } = view
  const { columns, directions } = grid
  depth.fill(Infinity)
  surface.fill(-1)
  into.surfaces.count = 0
  const ranges = rangesTo(reach)
  const heights = new Float64Array(ranges.length)
  heights[0] = terrain.heightAt(eye[0], eye[1]) - eye[2]
  const middle = (grid.rows >> 1) * columns
  for (let first = 0; first < columns; first += COLUMNS_A_LINE) {
    const last = Math.min(columns, first + COLUMNS_A_LINE) - 1
    const central = 3 * (middle + ((first + last) >> 1))
    const [x, y, z] = [directions[central]!, directions[central + 1]!, directions[central + 2]!]
    const flatX = w[0] * x + w[1] * y + w[2] * z
    const flatY = w[3] * x + w[4] * y + w[5] * z
    const length = Math.hypot(flatX, flatY)
    const [cos, sin] = [flatX / length, flatY / length]
    for (let i = 1; i < ranges.length; i++) {
      heights[i] = terrain.heightAt(eye[0] + cos * ranges[i]!, eye[1] + sin * ranges[i]!) - eye[2]
    }
    for (let column = first; column <= last; column++) {
      meetLine(view, into, { column, ranges, heights })
    }
  }
  return into
}

function rangesTo(reach: number): Float64Array {
  const ranges = [0]
  for (let to = NEAREST; to < reach; to += Math.max(STEP, STEP_SHARE * to)) ranges.push(to)
  return Float64Array.from(ranges)
}

/** A column, and heights over the eye along its line. */
type Line = {
  readonly column: number
  readonly ranges: Float64Array
  readonly heights: Float64Array
}

/** Writes where the rays of a column, lowest first, meet the ground along a line. */
function meetLine(
  { grid: { rows, columns, directions }, worldFromSensor: w }: View,
  { depth }: Cast,
  { column, ranges, heights }: Line,
): void {
  let i = 1
  for (let row = 0; row < rows; row++) {
    const ray = row * columns + column
    const up =
      w[6] * directions[3 * ray]! +
      w[7] * directions[3 * ray + 1]! +
      w[8] * directions[3 * ray + 2]!
    const flat = Math.sqrt(1 - up * up)
    const slope = up / flat
    while (i < ranges.length && heights[i]! < slope * ranges[i]!) i++
    if (i === ranges.length) return
    const from = ranges[i - 1]!
    const step = ranges[i]! - from
    const rise = heights[i]! - heights[i - 1]! - slope * step
    const share = rise > 1e-12 ? (slope * from - heights[i - 1]!) / rise : 1
    depth[ray] = (from + step * Math.min(1, Math.max(0, share))) / flat
  }
}
