import { fromYaw, yawOf } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { readManifest } from '../manifest/readManifest.ts'
import type { PillarRecipe } from '../manifest/recipes.ts'
import { openPcdetPointPillars } from '../testing/manifests.ts'
import { cuboidInEgo } from './axes.ts'
import { pillarInputs } from './pillars.ts'

function recipeOf(change: Partial<PillarRecipe> = {}): PillarRecipe {
  const { input } = readManifest(JSON.stringify(openPcdetPointPillars()))
  if (input.recipe !== 'pillars') throw new Error('PointPillars reads pillars')
  return { ...input, ...change }
}

function inputs(rows: readonly (readonly number[])[], recipe: PillarRecipe, rise = 0) {
  const points = Float32Array.from(rows.flat())
  const {
    voxels,
    voxel_idxs: cells,
    ...others
  } = pillarInputs({ points, ages: null, rise }, recipe)
  return { voxels: voxels!, cells: cells!, others }
}

const rounded = (data: ArrayLike<number>, from: number, to: number): readonly number[] =>
  Array.from(data)
    .slice(from, to)
    .map((value) => Math.round(value * 1000) / 1000)

describe('points in pillars', () => {
  it('have the way from the mean of their pillar and from its center after them, as OpenPCDet does', () => {
    const { voxels, cells, others } = inputs(
      [
        [1.0, 0.1, -1, 0.5],
        [1.1, 0.1, -1.5, 0.25],
        [3, 0, 0, 1],
      ],
      recipeOf(),
    )
    expect(voxels.dims).toEqual([200, 8, 10])
    // The pillar's cell is column 6, row 16: its center lies at x 1.04, y 0.08, and the range's middle at -1.
    expect(rounded(voxels.data, 0, 10)).toEqual([1, 0.1, -1, 0.5, -0.05, 0, 0.25, -0.04, 0.02, 0])
    expect(rounded(voxels.data, 10, 20)).toEqual([
      ...[1.1, 0.1, -1.5, 0.25],
      ...[0.05, 0, -0.25, 0.06, 0.02, -0.5],
    ])
    expect(rounded(voxels.data, 20, 80).every((value) => value === 0)).toBe(true)
    expect(Array.from(cells.data).slice(0, 12)).toEqual([0, 0, 16, 6, 0, 0, 16, 18, 0, 0, 0, 0])
    expect(others.voxel_num?.data).toEqual(Int32Array.of(2))
  })

  it('have nine values with the way from the center along the ground alone, as mmdetection3d does', () => {
    const { voxels } = inputs([[1.0, 0.1, -1, 0.5]], recipeOf({ features: 'center2' }))
    expect(voxels.dims).toEqual([200, 8, 9])
    expect(rounded(voxels.data, 0, 9)).toEqual([1, 0.1, -1, 0.5, 0, 0, 0, -0.04, 0.02])
  })

  it('are left out where a pillar or the model has no more room, and outside the range', () => {
    const crowd = Array.from({ length: 20 }, () => [1, 0.1, -1, 0])
    const { voxels, others } = inputs(
      [...crowd, [-1, 0, -1, 0], [1, 0.1, 5, 0], [Number.NaN, 0, 0, 0], [3, 0, -1, 0]],
      recipeOf({ maxPillars: 1, features: 'points' }),
    )
    expect(others.voxel_num?.data).toEqual(Int32Array.of(1))
    expect(voxels.dims).toEqual([1, 8, 4])
  })

  it('stand with cell -1 where they are not used, for graphs that skip those', () => {
    const { cells } = inputs([[1, 0.1, -1, 0]], recipeOf({ unusedCell: -1, cellOrder: 'yx' }))
    expect(cells.dims).toEqual([200, 2])
    expect(Array.from(cells.data).slice(0, 4)).toEqual([16, 6, -1, -1])
  })

  it('are turned and lifted into the model’s axes, and its boxes back', () => {
    const recipe = recipeOf({
      axes: 'y-forward',
      range: [-5, -5, -3, 5, 5, 1],
      pillar: [1, 1],
      features: 'points',
    })
    const { voxels } = inputs([[2, 1, 0, 0]], recipe, -1.73)
    expect(rounded(voxels.data, 0, 3)).toEqual([-1, 2, -1.73])
    const box = {
      center: [-1, 2, -1.73],
      extent: [4, 2, 1],
      rotation: fromYaw(Math.PI / 2),
    } as const
    const { center, rotation } = cuboidInEgo(box, { axes: 'y-forward', rise: -1.73 })
    expect(center).toEqual([2, 1, 0])
    expect(yawOf(rotation)).toBeCloseTo(0, 12)
  })
})
