import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { densityOf, MOST_SURPRISING, mixed, surprisesOf } from './density.ts'

const CELLS = { from: -5, step: 0.1, count: 101 }
const values = fc.array(
  fc.integer({ min: -40, max: 40 }).map((n) => n / 10),
  {
    minLength: 1,
    maxLength: 60,
  },
)

describe('the density of values', () => {
  it('is 1 in all, also of two together', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [one, other] = [densityOf(a, CELLS)!, densityOf(b, CELLS)!]
        for (const { mass } of [one, other, mixed(one, other)]) {
          expect(mass.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 1)
        }
        expect(mixed(one, other).count).toBe(a.length + b.length)
      }),
    )
  })

  it('is not surprised by what is most likely, and more by what is less', () => {
    const density = densityOf(
      Array.from({ length: 200 }, (_, index) => Math.sin(index)),
      CELLS,
    )!
    const surprises = surprisesOf(density)
    const cells = density.mass.map((mass, cell) => ({ mass, surprise: surprises[cell]! }))
    const sorted = cells.toSorted((a, b) => a.mass - b.mass)
    expect(sorted.at(-1)?.surprise).toBeCloseTo(0, 9)
    for (const [index, { surprise }] of sorted.entries()) {
      expect(surprise).toBeLessThanOrEqual(sorted[index - 1]?.surprise ?? MOST_SURPRISING)
    }
  })

  it('leaves out what is no number, and is none of nothing', () => {
    expect(densityOf([Number.NaN, 1], CELLS)?.count).toBe(1)
    expect(densityOf([Number.NaN], CELLS)).toBeNull()
  })
})
