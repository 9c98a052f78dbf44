import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { transform } from '../pose.ts'
import { evenly } from '../testing/arbitraries.ts'
import { pinholeFromProjection } from './intrinsics.ts'
import { project } from './project.ts'

const P = [721.5377, 0, 609.5593, 44.85728, 0, 721.5377, 172.854, 0.2163791, 0, 0, 1, 0.002745884]
const size = { widthPx: 1242, heightPx: 375 }

describe('pinholeFromProjection', () => {
  it('projects as the whole matrix does, fourth column included, at any scale of it', () => {
    const scales = fc.constantFrom(1, -1, 2.5)
    const side = evenly(-20, 20, 0.1)
    fc.assert(
      fc.property(fc.tuple(side, side, evenly(1, 80, 0.1)), scales, ([x, y, z], factor) => {
        const { model, cameraFromRect } = pinholeFromProjection(
          P.map((v) => v * factor),
          size,
        )
        const row = (at: number): number =>
          P[at]! * x + P[at + 1]! * y + P[at + 2]! * z + P[at + 3]!
        const pixel = project(model, transform(cameraFromRect, [x, y, z]))!
        expect(pixel[0]).toBeCloseTo(row(0) / row(8), 6)
        expect(pixel[1]).toBeCloseTo(row(4) / row(8), 6)
      }),
    )
  })

  it('refuses what is no projection of an upright image', () => {
    const broken = (at: number, value: number): number[] => P.with(at, value)
    for (const projection of [
      P.slice(1),
      broken(0, 0),
      broken(10, 0),
      broken(1, 3),
      broken(3, Number.NaN),
    ]) {
      expect(() => pinholeFromProjection(projection, size)).toThrow(RangeError)
    }
  })
})
