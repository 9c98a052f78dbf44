import fc from 'fast-check'
import { expect, it } from 'vitest'
import { drawSample, type SampleUnit } from './drawSample.ts'
import { sampledRate } from './sampledRate.ts'

const units = (count: number, stratum = ''): readonly SampleUnit[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${stratum}${index}`, stratum }))

it('the same seed draws the same, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.nat(), fc.shuffledSubarray([...units(40)], { minLength: 40 }), (seed, list) => {
      const [one, other] = [units(40), list].map((all) =>
        drawSample({ units: all, seed, rate: 0.3, fewest: 1 }),
      )
      expect(other).toEqual(one)
      expect(one![0]!.drawn).toHaveLength(12)
    }),
  )
})

it('another seed draws others, and each is drawn about as often as any', () => {
  const times = new Map<string, number>()
  for (let seed = 0; seed < 2000; seed++) {
    for (const id of drawSample({ units: units(20), seed, rate: 0.25, fewest: 1 })[0]!.drawn)
      times.set(id, (times.get(id) ?? 0) + 1)
  }
  // 500 times each, give or take 3.5 standard deviations.
  expect(times.size).toBe(20)
  for (const count of times.values()) expect(Math.abs(count - 500)).toBeLessThan(68)
})

it('a larger rate goes on where a smaller ends, and strata are drawn each by its own', () => {
  const all = [...units(100, 'car'), ...units(10, 'tram')]
  const small = drawSample({ units: all, seed: 7, rate: 0.1, fewest: 3 })
  const large = drawSample({
    units: all,
    seed: 7,
    rate: 0.1,
    rateByStratum: { car: 0.5 },
    fewest: 3,
  })
  expect(small.map(({ stratum, drawn }) => [stratum, drawn.length])).toEqual([
    ['car', 10],
    ['tram', 3],
  ])
  expect(large[0]!.drawn.slice(0, 10)).toEqual(small[0]!.drawn)
  expect(large[1]).toEqual(small[1])
})

it('refuses what is no share', () => {
  expect(() => drawSample({ units: [], seed: 1, rate: 1.5, fewest: 0 })).toThrow(RangeError)
  expect(() => drawSample({ units: [], seed: 1, rate: Number.NaN, fewest: 0 })).toThrow(RangeError)
})

it('tells of all what was looked at, and nothing while a stratum was not', () => {
  const all = [...units(100, 'car'), ...units(300, 'bus')]
  const sample = drawSample({ units: all, seed: 1, rate: 0.1, fewest: 1 })
  const seen = new Map(
    sample.flatMap(({ stratum, drawn }) => drawn.map((id) => [id, stratum === 'car'])),
  )
  expect(sampledRate(sample, seen)!.rate.estimate).toBeCloseTo(0.25, 12)
  const cars = new Map([...seen].filter(([, isCar]) => isCar))
  expect(sampledRate(sample, cars)).toBeNull()
})
