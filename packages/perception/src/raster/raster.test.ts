import { evenly } from '@trueline/geometry/testing'
import { type Ground, groundHeightAt, groundOf } from '@trueline/pointcloud'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heightsAbove } from './heightsAbove.ts'
import { type RasterRecipe, rasterOf } from './raster.ts'

const RECIPE: RasterRecipe = {
  minX: -2,
  minY: -1,
  cell: 0.5,
  columns: 8,
  rows: 4,
  heightEdges: [-1, 0.25, 1, 3],
}
const CELLS = RECIPE.columns * RECIPE.rows
const [LOW, MIDDLE, HIGH, TOTAL, HIGHEST, LOWEST] = [0, 1, 2, 3, 4, 5]

/** Level ground at a height around the origin, unknown to the left of x = -1. */
function levelAt(height: number): Ground {
  const heights = new Float32Array(64).fill(height)
  for (let row = 0; row < 8; row++) heights.fill(Number.NaN, row * 8, row * 8 + 3)
  return { minX: -4, minY: -4, cell: 1, columns: 8, rows: 8, heights }
}

/** Rows of points at given places. */
function rowsOf(...places: readonly (readonly [number, number, number])[]): Float32Array {
  return Float32Array.from(places.flatMap((place) => [...place, 0.5]))
}

/** The values of one cell, a channel each. */
function cellOf(raster: Float32Array, column: number, row: number): readonly number[] {
  return [LOW, MIDDLE, HIGH, TOTAL, HIGHEST, LOWEST].map(
    (channel) => raster[channel * CELLS + row * RECIPE.columns + column]!,
  )
}

/** Which cells hold a point. */
function filledCells(raster: Float32Array): readonly boolean[] {
  return [...raster.subarray(TOTAL * CELLS, HIGHEST * CELLS)].map((share) => share > 0)
}

const place = fc.tuple(evenly(-3, 3, 0.01), evenly(-3, 3, 0.01), evenly(-2, 5, 0.01))

describe('the raster of points', () => {
  it('puts a point into the cell below it and the slice of its height above the ground', () => {
    const raster = rasterOf(rowsOf([1.3, 0.1, 10.6]), levelAt(10), RECIPE)
    expect(raster).toHaveLength(6 * CELLS)
    const one = Math.log(2) / Math.log(8)
    const cell = cellOf(raster, 6, 2)
    const expected = [0, one, 0, Math.log(2) / Math.log(32), 0.2, 0.2]
    for (const [channel, value] of cell.entries()) expect(value).toBeCloseTo(expected[channel]!, 6)
    expect(raster.filter((value) => value !== 0)).toHaveLength(4)
  })

  it('has full slices at seven points and full cells at thirty-one', () => {
    const at = (count: number): Float32Array =>
      rasterOf(
        rowsOf(...Array.from({ length: count }, () => [1.3, 0.1, 0.5] as const)),
        levelAt(0),
        RECIPE,
      )
    expect(cellOf(at(6), 6, 2)[MIDDLE]).toBeLessThan(1)
    expect(cellOf(at(7), 6, 2)[MIDDLE]).toBe(1)
    expect(cellOf(at(30), 6, 2)[TOTAL]).toBeLessThan(1)
    expect(cellOf(at(500), 6, 2)[TOTAL]).toBe(1)
  })

  it('keeps the highest and the lowest of a cell', () => {
    const raster = rasterOf(
      rowsOf([1.3, 0.1, 0.6], [1.4, 0.2, 2.4], [1.3, 0.3, -0.9]),
      levelAt(0),
      RECIPE,
    )
    expect(cellOf(raster, 6, 2)[HIGHEST]).toBeCloseTo(0.8, 6)
    expect(cellOf(raster, 6, 2)[LOWEST]).toBeCloseTo(-0.3, 6)
  })

  it('passes over points too low, too high, off the raster, nowhere, or over unknown ground', () => {
    const passedOver = rowsOf(
      [1.3, 0.1, -1.01],
      [1.3, 0.1, 3],
      [2, 0.1, 0.5],
      [1.3, -1.01, 0.5],
      [Number.NaN, 0.1, 0.5],
      [1.3, 0.1, Number.NaN],
      [-1.9, 0.1, 0.5],
    )
    expect(rasterOf(passedOver, levelAt(0), RECIPE).every((value) => value === 0)).toBe(true)
    expect(
      rasterOf(passedOver, groundOf(new Float32Array(0)), RECIPE).every((value) => value === 0),
    ).toBe(true)
  })

  it('does not depend on the order of the points', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), (places) => {
        const forward = rasterOf(rowsOf(...places), levelAt(0.1), RECIPE)
        const backward = rasterOf(rowsOf(...places.toReversed()), levelAt(0.1), RECIPE)
        expect(backward).toEqual(forward)
      }),
    )
  })

  it('moves with the points and the ground', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), (places) => {
        const ground = levelAt(0)
        const moved = places.map(([x, y, z]) => [x + 64, y - 32, z + 16] as const)
        const there = { ...ground, minX: 60, minY: -36, heights: ground.heights.map((h) => h + 16) }
        const raster = rasterOf(rowsOf(...moved), there, { ...RECIPE, minX: 62, minY: -33 })
        const stayed = rasterOf(rowsOf(...places), ground, RECIPE)
        expect(filledCells(raster)).toEqual(filledCells(stayed))
      }),
    )
  })
})

describe('heights above the ground', () => {
  it('are what the ground says at each point, gaps and edges included', () => {
    const heights = Float32Array.from({ length: 64 }, (_, cell) =>
      cell % 5 === 0 ? Number.NaN : Math.sin(cell),
    )
    const ground: Ground = { ...levelAt(0), heights }
    fc.assert(
      fc.property(fc.tuple(evenly(-6, 6, 0.001), evenly(-6, 6, 0.001)), ([x, y]) => {
        const points = rowsOf([x, y, 1])
        const level = groundHeightAt(ground, points[0]!, points[1]!)
        const [above] = heightsAbove(ground, points)
        if (level === null) expect(above).toBeNaN()
        else expect(above).toBeCloseTo(1 - level, 5)
      }),
    )
  })
})
