import { describe, expect, it } from 'vitest'
import { offsetPolyline } from './offsetPolyline.ts'
import type { Polyline } from './polyline.ts'

const rounded = (line: Polyline): Polyline =>
  line.map(([x, y, z]) => [Math.round(x * 1e9) / 1e9, Math.round(y * 1e9) / 1e9, z] as const)

describe('a line moved sideways', () => {
  it('keeps its distance on both sides of a bend and its heights', () => {
    const corner: Polyline = [
      [0, 0, 1],
      [10, 0, 2],
      [10, 10, 3],
    ]
    expect(rounded(offsetPolyline(corner, 2))).toEqual([
      [0, 2, 1],
      [8, 2, 2],
      [8, 10, 3],
    ])
    expect(rounded(offsetPolyline(corner, -2))).toEqual([
      [0, -2, 1],
      [12, -2, 2],
      [12, 10, 3],
    ])
  })

  it('is a circle of another radius for a circle', () => {
    const circle = (radius: number): Polyline =>
      Array.from({ length: 361 }, (_, degree) => {
        const angle = (degree * Math.PI) / 180
        return [radius * Math.cos(angle), radius * Math.sin(angle), 0] as const
      })
    const moved = offsetPolyline(circle(20), 3).slice(1, -1)
    for (const [x, y] of moved) expect(Math.hypot(x, y)).toBeCloseTo(17, 2)
  })

  it('draws no spike where it turns back, and passes over doubled points', () => {
    const back: Polyline = [
      [0, 0, 0],
      [10, 0, 0],
      [10, 0, 0],
      [0, 0.1, 0],
    ]
    for (const [x, y] of offsetPolyline(back, 1)) expect(Math.hypot(x - 5, y)).toBeLessThan(10)
    expect(() => offsetPolyline([[1, 1, 0]], 1)).toThrow(RangeError)
    expect(() =>
      offsetPolyline(
        [
          [1, 1, 0],
          [1, 1, 5],
        ],
        1,
      ),
    ).toThrow(RangeError)
  })
})
