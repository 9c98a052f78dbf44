import type { PillarRecipe } from '../manifest/recipes.ts'
import type { Pillars } from './pillars.ts'

/** How many values a point has in a network's input. */
export function featureCountOf({ columns, features }: PillarRecipe): number {
  switch (features) {
    case 'points':
      return columns.length
    case 'center2':
      return columns.length + 5
    case 'center3':
      return columns.length + 6
  }
}

/**
 * A network's values of each pillar's points: the columns, the way from the mean of the pillar's points,
 * and the way from the pillar's center (OpenPCDet, `PillarVFE`; mmdetection3d, `PillarFeatureNet`).
 */
export function featuresOf(pillars: Pillars, recipe: PillarRecipe): Float32Array {
  if (recipe.features === 'points') return pillars.rows
  const { maxPointsPerPillar, columns } = recipe
  const from = columns.length
  const to = featureCountOf(recipe)
  const places = (['x', 'y', 'z'] as const).map((axis) => columns.indexOf(axis))
  const data = new Float32Array(recipe.maxPillars * maxPointsPerPillar * to)
  for (let pillar = 0; pillar < pillars.count; pillar++) {
    const first = pillar * maxPointsPerPillar
    const count = pillars.counts[pillar]!
    const center = centerOf(pillars, recipe, pillar)
    for (let point = first; point < first + count; point++) {
      for (let value = 0; value < from; value++) {
        data[point * to + value] = pillars.rows[point * from + value]!
      }
    }
    for (const [axis, place] of places.entries()) {
      let sum = 0
      for (let point = first; point < first + count; point++) {
        sum += pillars.rows[point * from + place]!
      }
      for (let point = first; point < first + count; point++) {
        const value = pillars.rows[point * from + place]!
        data[point * to + from + axis] = value - sum / count
        if (from + 3 + axis < to) data[point * to + from + 3 + axis] = value - center[axis]!
      }
    }
  }
  return data
}

function centerOf({ cellX, cellY }: Pillars, recipe: PillarRecipe, pillar: number) {
  const [minX, minY, minZ, , , maxZ] = recipe.range
  return [
    minX + (cellX[pillar]! + 0.5) * recipe.pillar[0],
    minY + (cellY[pillar]! + 0.5) * recipe.pillar[1],
    (minZ + maxZ) / 2,
  ]
}
