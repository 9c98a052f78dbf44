import { describe, expect, it } from 'vitest'
import { hermiteCurve } from './hermite.ts'
import { polylineLength } from './polyline.ts'
import { dot, norm, subtract } from './vec3.ts'

const from = { point: [0, 0, 0], direction: [1, 0, 0] } as const
const to = { point: [10, 10, 1], direction: [0, 3, 0] } as const

describe('a curve between two ends', () => {
  it('leaves and arrives in their directions, at their very points', () => {
    const curve = hermiteCurve(from, to, 0.05)
    expect(curve[0]).toBe(from.point)
    expect(curve.at(-1)).toBe(to.point)
    const leaving = subtract(curve[1]!, curve[0]!)
    const arriving = subtract(curve.at(-1)!, curve.at(-2)!)
    expect(dot(leaving, from.direction) / norm(leaving)).toBeGreaterThan(0.999)
    expect(dot(arriving, [0, 1, 0]) / norm(arriving)).toBeGreaterThan(0.999)
  })

  it('is straight where the ends look at each other, and has points as dense as asked', () => {
    const ahead = { point: [8, 0, 0], direction: [1, 0, 0] } as const
    const line = hermiteCurve(from, ahead, 0.5)
    expect(polylineLength(line)).toBeCloseTo(8, 9)
    for (const spacing of [0.2, 1, 3]) {
      const curve = hermiteCurve(from, to, spacing)
      const steps = curve.slice(1).map((point, index) => norm(subtract(point, curve[index]!)))
      expect(Math.max(...steps)).toBeLessThanOrEqual(spacing * 1.001)
    }
  })

  it('refuses a direction without length', () => {
    expect(() => hermiteCurve({ ...from, direction: [0, 0, 0] }, to, 1)).toThrow(RangeError)
    expect(() => hermiteCurve(from, to, 0)).toThrow(RangeError)
  })
})
