import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smoothSeries } from './smoothSeries.ts'
import { evenly } from './testing/arbitraries.ts'

const NOISE = { value: 0.2, bend: 1 }
const TIMES = Array.from({ length: 30 }, (_, index) => index * 0.1 + (index % 3) * 0.02)
const all = (weight: number): readonly number[] => TIMES.map(() => weight)

describe('smoothSeries', () => {
  it('is a line where all that is measured lies on one, gaps or not', () => {
    const gaps = fc.array(fc.boolean(), { minLength: 28, maxLength: 28 })
    fc.assert(
      fc.property(evenly(-50, 50, 0.5), evenly(-20, 20, 0.5), gaps, (start, speed, seen) => {
        const line = TIMES.map((time) => start + speed * time)
        const values = line.map((value, index) => {
          return index === 0 || index === 29 || seen[index - 1] ? value : null
        })
        const curve = smoothSeries({ times: TIMES, values, weights: all(1) }, NOISE)
        for (const [index, value] of curve.entries()) expect(value).toBeCloseTo(line[index]!, 4)
      }),
    )
  })

  it('is not bent by a measurement far off', () => {
    const values = TIMES.map((time, index) => (index === 12 ? 30 : 2 * time))
    const curve = smoothSeries({ times: TIMES, values, weights: all(1) }, NOISE)
    expect(curve[12]).toBeCloseTo(2 * TIMES[12]!, 1)
  })

  it('follows what really bends', () => {
    const values = TIMES.map((time) => 3 * Math.sin(time))
    const curve = smoothSeries({ times: TIMES, values, weights: all(1) }, { ...NOISE, bend: 3 })
    const off = curve.map((value, index) => Math.abs(value - values[index]!))
    expect(Math.max(...off)).toBeLessThan(NOISE.value)
  })

  it('keeps the one value there is, and is 0 where there is none', () => {
    expect(smoothSeries({ times: [0], values: [7], weights: [1] }, NOISE)).toEqual([7])
    expect(smoothSeries({ times: [0, 1], values: [null, null], weights: [0, 0] }, NOISE)).toEqual([
      0, 0,
    ])
  })
})
