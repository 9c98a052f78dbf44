import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  middleLine,
  nearestOnPolyline,
  type Polyline,
  pointAlong,
  polylineLength,
  resamplePolyline,
  simplifyPolyline,
  splitPolyline,
} from './polyline.ts'
import { evenly, points } from './testing/arbitraries.ts'
import { distance } from './vec3.ts'

const CORNER: Polyline = [
  [0, 0, 0],
  [3, 0, 0],
  [3, 4, 0],
]
const lines = () => fc.array(points(50), { minLength: 1, maxLength: 12 })

describe('polyline', () => {
  it('is as long as its pieces together', () => {
    expect(polylineLength(CORNER)).toBe(7)
    expect(polylineLength([[1, 2, 3]])).toBe(0)
    expect(polylineLength([])).toBe(0)
  })

  it('gives the point at a way along it, and its ends beyond them', () => {
    expect(pointAlong(CORNER, 1)).toEqual([1, 0, 0])
    expect(pointAlong(CORNER, 5)).toEqual([3, 2, 0])
    expect(pointAlong(CORNER, -1)).toEqual([0, 0, 0])
    expect(pointAlong(CORNER, 99)).toEqual([3, 4, 0])
  })

  it('refuses to speak of a point on a line without points', () => {
    expect(() => pointAlong([], 0)).toThrow(RangeError)
    expect(() => nearestOnPolyline([], [0, 0, 0])).toThrow(RangeError)
    expect(() => resamplePolyline([], 1)).toThrow(RangeError)
  })

  it('finds a point of itself at no distance, as far along as it was taken', () => {
    fc.assert(
      fc.property(lines(), evenly(0, 1, 0.01), (line, share) => {
        const point = pointAlong(line, share * polylineLength(line))
        const nearest = nearestOnPolyline(line, point)
        expect(nearest.distance).toBeLessThan(1e-6)
        expect(distance(pointAlong(line, nearest.along), point)).toBeLessThan(1e-6)
      }),
    )
  })

  it('finds no farther place than any of its points', () => {
    fc.assert(
      fc.property(lines(), points(80), (line, point) => {
        const { distance: away } = nearestOnPolyline(line, point)
        expect(away).toBeLessThanOrEqual(Math.min(...line.map((p) => distance(p, point))) + 1e-9)
      }),
    )
  })

  it('resampled has even steps no longer than asked, both ends, and every point on the line', () => {
    fc.assert(
      fc.property(lines(), evenly(0.5, 20, 0.5), (line, spacing) => {
        const even = resamplePolyline(line, spacing)
        const step = polylineLength(line) / (even.length - 1)
        expect(step).toBeLessThanOrEqual(spacing * (1 + 1e-6))
        expect(even[0]).toEqual(line[0])
        expect(even.at(-1)).toEqual(line.at(-1))
        even.forEach((point, index) => {
          expect(distance(pointAlong(line, index * step), point)).toBeLessThan(1e-6)
        })
      }),
    )
  })

  it('simplified keeps its ends and strays nowhere by more than the tolerance', () => {
    fc.assert(
      fc.property(lines(), evenly(0, 20, 0.5), (line, tolerance) => {
        const simple = simplifyPolyline(line, tolerance)
        expect(simple[0]).toEqual(line[0])
        expect(simple.at(-1)).toEqual(line.at(-1))
        for (const point of line) {
          expect(nearestOnPolyline(simple, point).distance).toBeLessThanOrEqual(tolerance + 1e-9)
        }
      }),
    )
  })

  it('simplified loses the points of a straight stretch', () => {
    const line: Polyline = [0, 1, 2, 3].map((x) => [x, 0, 0] as const)
    expect(simplifyPolyline(line, 0.001)).toEqual([line[0], line[3]])
  })

  it('is cut in two that together are as long, and meet', () => {
    expect(splitPolyline(CORNER, 3)).toEqual([CORNER.slice(0, 2), CORNER.slice(1)])
    fc.assert(
      fc.property(lines(), evenly(0.01, 0.99, 0.01), (line, share) => {
        const length = polylineLength(line)
        fc.pre(length > 0)
        const [before, after] = splitPolyline(line, share * length)
        expect(before.at(-1)).toEqual(after[0])
        expect(polylineLength(before)).toBeCloseTo(share * length, 6)
        expect(polylineLength(after)).toBeCloseTo((1 - share) * length, 6)
        expect(Math.min(before.length, after.length)).toBeGreaterThan(1)
      }),
    )
    for (const along of [-1, 0, 7, 8, Number.NaN]) {
      expect(() => splitPolyline(CORNER, along)).toThrow(RangeError)
    }
  })

  it('lies half way between its sides', () => {
    const left: Polyline = [
      [0, 2, 0],
      [5, 2, 0],
      [10, 2, 1],
    ]
    const right: Polyline = [
      [0, -2, 0],
      [10, -2, 1],
    ]
    const middle = middleLine(left, right)
    expect(middle).toHaveLength(3)
    expect(middle[0]).toEqual([0, 0, 0])
    expect(middle.at(-1)).toEqual([10, 0, 1])
    expect(middle.every(([, y]) => y === 0)).toBe(true)
  })
})
