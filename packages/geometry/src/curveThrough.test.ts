import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curveThrough } from './curveThrough.ts'
import { type Polyline, polylineLength } from './polyline.ts'
import { evenly, points } from './testing/arbitraries.ts'
import { distance } from './vec3.ts'

const knots = () => fc.array(points(50), { minLength: 3, maxLength: 8 })

describe('curveThrough', () => {
  it('goes through every knot, in order, with points no further apart than asked', () => {
    fc.assert(
      fc.property(knots(), evenly(0.5, 5, 0.5), (line, spacing) => {
        const curve = curveThrough(line, spacing)
        let at = 0
        for (const knot of line) {
          while (at < curve.length && distance(curve[at]!, knot) > 1e-6) at++
          expect(at).toBeLessThan(curve.length)
        }
        expect(curve[0]).toEqual(line[0])
      }),
    )
  })

  it('is straight where the knots are', () => {
    const line: Polyline = [0, 3, 10, 30].map((x) => [x, 2 * x, 0] as const)
    for (const [x, y] of curveThrough(line, 1)) expect(y).toBeCloseTo(2 * x, 9)
  })

  it('is nearly the circle whose points it is given', () => {
    const knot = (degree: number) =>
      [20 * Math.cos((degree * Math.PI) / 180), 20 * Math.sin((degree * Math.PI) / 180), 0] as const
    const curve = curveThrough([0, 20, 40, 60, 80].map(knot), 0.5)
    const inner = curve.filter(([x, y]) => Math.atan2(y, x) > 0.35 && Math.atan2(y, x) < 1.05)
    for (const [x, y] of inner) expect(Math.abs(Math.hypot(x, y) - 20)).toBeLessThan(0.02)
    expect(polylineLength(curve)).toBeCloseTo((20 * 80 * Math.PI) / 180, 0)
  })

  it('is the knots where there are too few, and takes two upon one another for one', () => {
    expect(curveThrough([], 1)).toEqual([])
    expect(
      curveThrough(
        [
          [0, 0, 0],
          [0, 0, 0],
          [5, 0, 0],
        ],
        1,
      ),
    ).toEqual([
      [0, 0, 0],
      [5, 0, 0],
    ])
    expect(() => curveThrough([], 0)).toThrow(RangeError)
  })
})
