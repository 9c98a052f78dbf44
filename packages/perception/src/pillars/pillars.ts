import { POINT_STRIDE } from '@trueline/pointcloud'
import type { PillarRecipe } from '../manifest/recipes.ts'
import type { Tensors } from '../session/session.ts'
import { featureCountOf, featuresOf } from './features.ts'

/** Points to be sorted into pillars. */
export type PillarPoints = {
  /** N × 4 rows of x, y, z, intensity in ego space. */
  readonly points: Float32Array
  /** N seconds before the frame; `null`: all at it. */
  readonly ages: Float32Array | null
  /** What is added to the heights, so that the ground lies where the model expects it. */
  readonly rise: number
}

/** The points of each pillar, as rows of `columns` values in the model's axes. */
export type Pillars = {
  /** `maxPillars` × `maxPointsPerPillar` × columns, zeros where there is no point. */
  readonly rows: Float32Array
  readonly counts: Int32Array
  /** Column and row of each pillar's cell. */
  readonly cellX: Int32Array
  readonly cellY: Int32Array
  readonly count: number
}

/**
 * The inputs of a network that reads pillars: shapes are those of the recipe, filled up with zeros.
 *
 * Pillars stand in the order in which their first points come, as in the published pipelines; points
 * beyond a pillar's room, and pillars beyond the model's, are left out.
 */
export function pillarInputs(given: PillarPoints, recipe: PillarRecipe): Tensors {
  const { maxPillars, maxPointsPerPillar, inputs } = recipe
  const pillars = pillarsOf(given, recipe)
  const points = {
    data: featuresOf(pillars, recipe),
    dims: [maxPillars, maxPointsPerPillar, featureCountOf(recipe)],
  }
  return {
    [inputs.points]: points,
    [inputs.cells]: cellsOf(pillars, recipe),
    ...(inputs.counts === null
      ? {}
      : { [inputs.counts]: { data: pillars.counts, dims: [maxPillars] } }),
    ...(inputs.pillarCount === null
      ? {}
      : { [inputs.pillarCount]: { data: Int32Array.of(pillars.count), dims: [1] } }),
  }
}

/** The points sorted into pillars. */
function pillarsOf({ points, ages, rise }: PillarPoints, recipe: PillarRecipe): Pillars {
  const { range, pillar, maxPillars, maxPointsPerPillar, columns, axes, intensityScale } = recipe
  const [minX, minY, minZ, maxX, maxY, maxZ] = range
  const across = Math.round((maxX - minX) / pillar[0])
  const along = Math.round((maxY - minY) / pillar[1])
  const pillarOfCell = new Int32Array(across * along).fill(-1)
  const width = columns.length
  const rows = new Float32Array(maxPillars * maxPointsPerPillar * width)
  const counts = new Int32Array(maxPillars)
  const cellX = new Int32Array(maxPillars)
  const cellY = new Int32Array(maxPillars)
  const isForward = axes === 'x-forward'
  let count = 0
  for (let point = 0, at = 0; at < points.length; point++, at += POINT_STRIDE) {
    const x = isForward ? points[at]! : -points[at + 1]!
    const y = isForward ? points[at + 1]! : points[at]!
    const z = points[at + 2]! + rise
    if (!(x >= minX && x < maxX && y >= minY && y < maxY && z >= minZ && z < maxZ)) continue
    // A hair below the upper edge may round up to it.
    const column = Math.min(across - 1, Math.floor((x - minX) / pillar[0]))
    const row = Math.min(along - 1, Math.floor((y - minY) / pillar[1]))
    const cell = row * across + column
    let index = pillarOfCell[cell]!
    if (index < 0) {
      if (count === maxPillars) continue
      index = count++
      pillarOfCell[cell] = index
      cellX[index] = column
      cellY[index] = row
    }
    if (counts[index] === maxPointsPerPillar) continue
    const to = (index * maxPointsPerPillar + counts[index]!++) * width
    for (let value = 0; value < width; value++) {
      switch (columns[value]!) {
        case 'x':
          rows[to + value] = x
          break
        case 'y':
          rows[to + value] = y
          break
        case 'z':
          rows[to + value] = z
          break
        case 'intensity':
          rows[to + value] = points[at + 3]! * intensityScale
          break
        case 'time':
          rows[to + value] = ages === null ? 0 : ages[point]!
      }
    }
  }
  return { rows, counts, cellX, cellY, count }
}

/** The cells as a network asks for them. */
function cellsOf({ cellX, cellY, count }: Pillars, recipe: PillarRecipe) {
  const { maxPillars, cellOrder, unusedCell } = recipe
  const width = cellOrder.length
  const data = new Int32Array(maxPillars * width)
  for (let index = 0; index < maxPillars; index++) {
    for (let at = 0; at < width; at++) {
      const axis = cellOrder[at]
      const value = axis === 'x' ? cellX[index]! : axis === 'y' ? cellY[index]! : 0
      const isPlace = axis === 'x' || axis === 'y'
      data[index * width + at] = index < count || !isPlace ? value : unusedCell
    }
  }
  return { data, dims: [maxPillars, width] }
}
