import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frechetDistance } from './frechet.ts'
import type { Polyline } from './polyline.ts'
import { points } from './testing/arbitraries.ts'

const straight: Polyline = Array.from({ length: 11 }, (_, x) => [x, 0, 0] as const)

describe('the Fréchet distance', () => {
  it('is how far apart lines are that run beside each other', () => {
    const beside = straight.map(([x, y, z]) => [x, y + 2, z] as const)
    expect(frechetDistance(straight, beside)).toBe(2)
  })

  it('tells the direction, which the nearest points do not', () => {
    expect(frechetDistance(straight, [...straight].reverse())).toBe(10)
  })

  it('is the same both ways, 0 to itself, and at least what the ends are apart', () => {
    const lines = fc.array(points(20), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        expect(frechetDistance(a, b)).toBe(frechetDistance(b, a))
        expect(frechetDistance(a, a)).toBe(0)
        const apart = Math.hypot(...a[0]!.map((value, axis) => value - b[0]![axis]!))
        expect(frechetDistance(a, b)).toBeGreaterThanOrEqual(apart - 1e-9)
      }),
    )
  })

  it('is of no line without points', () => {
    expect(() => frechetDistance([], straight)).toThrow(RangeError)
  })
})
