import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chance } from '../testing/chance.ts'
import { betaQuantile, betaShare } from './beta.ts'
import { bootstrapInterval } from './bootstrap.ts'
import { clusteredInterval } from './clustered.ts'
import { exactInterval, wilsonInterval } from './proportion.ts'
import { quantileOf, tWidth } from './quantiles.ts'
import { stratifiedInterval } from './stratified.ts'

const counts = fc
  .tuple(fc.integer({ min: 1, max: 300 }), fc.nat(300), fc.nat(500))
  .map(([sampled, errors, left]) => ({
    ...{ errors: Math.min(errors, sampled), sampled },
    population: sampled + left,
  }))

describe('intervals of a rate', () => {
  it('are those of the tables', () => {
    // Newcombe (1998), table I: 81 of 263 and 0 of 20.
    const wilson = wilsonInterval({ errors: 81, sampled: 263, population: null })
    expect(wilson.low).toBeCloseTo(0.2553, 4)
    expect(wilson.high).toBeCloseTo(0.3662, 4)
    const exact = exactInterval({ errors: 81, sampled: 263, population: null })
    expect(exact.low).toBeCloseTo(0.2527, 4)
    expect(exact.high).toBeCloseTo(0.3676, 4)
    expect(exactInterval({ errors: 0, sampled: 20, population: null }).high).toBeCloseTo(0.1684, 4)
  })

  it('hold their estimate, lie in [0, 1], and are narrower the fewer are left unseen', () => {
    fc.assert(
      fc.property(counts, (count) => {
        for (const of of [wilsonInterval, exactInterval]) {
          const finite = of(count)
          const endless = of({ ...count, population: null })
          expect(finite.low).toBeGreaterThanOrEqual(0)
          expect(finite.low).toBeLessThanOrEqual(finite.estimate)
          expect(finite.high).toBeGreaterThanOrEqual(finite.estimate)
          expect(finite.high).toBeLessThanOrEqual(1)
          // A finite one has whole numbers of errors: up to one more than the endless one.
          const step = 1 / count.population
          expect(finite.high - finite.low).toBeLessThanOrEqual(endless.high - endless.low + step)
        }
      }),
    )
  })

  it('of all there is has no width, of nothing all width', () => {
    const all = { errors: 3, sampled: 40, population: 40 }
    for (const of of [wilsonInterval, exactInterval]) {
      expect(of(all)).toEqual({ estimate: 0.075, low: 0.075, high: 0.075 })
      const none = of({ errors: 0, sampled: 0, population: 40 })
      expect([none.low, none.high]).toEqual([0, 1])
    }
  })

  it('refuse more errors than samples, and more samples than there are', () => {
    expect(() => wilsonInterval({ errors: 3, sampled: 2, population: null })).toThrow(RangeError)
    expect(() => exactInterval({ errors: 1, sampled: 9, population: 8 })).toThrow(RangeError)
    expect(() => stratifiedInterval([{ errors: 0, sampled: 0, population: 8 }])).toThrow(RangeError)
  })

  it('by strata weigh each by its size', () => {
    const { estimate } = stratifiedInterval([
      { errors: 5, sampled: 10, population: 100 },
      { errors: 0, sampled: 90, population: 900 },
    ])
    expect(estimate).toBeCloseTo(0.05, 12)
  })

  it('by tracks are wider where whole tracks are wrong', () => {
    const spread = Array.from({ length: 50 }, (_, index) => ({
      errors: index % 2 === 0 ? 1 : 3,
      total: 20,
    }))
    const whole = spread.map((_, index) => ({ errors: index < 5 ? 20 : 0, total: 20 }))
    const [narrow, wide] = [clusteredInterval(spread), clusteredInterval(whole)]
    expect(wide.estimate).toBeCloseTo(narrow.estimate, 12)
    expect(wide.high - wide.low).toBeGreaterThan(3 * (narrow.high - narrow.low))
  })
})

describe('what intervals stand on', () => {
  it('the beta quantile takes its share back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        (share, a, b) => {
          expect(betaShare(betaQuantile(share / 1000, a / 2, b / 2), a / 2, b / 2)).toBeCloseTo(
            share / 1000,
            6,
          )
        },
      ),
    )
  })

  it('the widths of t and normal are those of the tables', () => {
    expect(tWidth(0.95, Infinity)).toBeCloseTo(1.95996, 4)
    expect(tWidth(0.95, 4)).toBeCloseTo(2.7764, 4)
    expect(tWidth(0.9, 30)).toBeCloseTo(1.6973, 4)
  })

  it('quantiles lie between entries', () => {
    expect(quantileOf([1, 2, 3, 10], 0.5)).toBe(2.5)
    expect(quantileOf([], 0.5)).toBeNaN()
  })

  it('a bootstrap holds the mean of what it draws from', () => {
    const items = Array.from({ length: 60 }, (_, index) => index)
    const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length
    const { estimate, low, high } = bootstrapInterval(items, mean, {
      random: chance(1),
      rounds: 400,
    })
    expect(estimate).toBe(29.5)
    // 1.96 standard errors of an even spread of 60 are 4.4.
    expect(low).toBeGreaterThan(24)
    expect(low).toBeLessThan(26.5)
    expect(high).toBeGreaterThan(32.5)
    expect(high).toBeLessThan(35)
  })
})
