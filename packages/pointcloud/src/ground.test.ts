import { fromYaw, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../scripts/sharedData.ts'
import { type Ground, groundHeightAt, groundOf } from './ground.ts'
import { readArgoverse, readIsGround } from './testing/readArgoverse.ts'
import { facePoints, groundPoints, numbers, rowsOf } from './testing/scene.ts'

const ORIGIN: Vec3 = [0, 0, 0]
/** How far the ground at a place is off what it should be there. */
function offAt(ground: Ground, [x, y, height]: Vec3): number {
  return Math.abs((groundHeightAt(ground, x, y) ?? Number.NaN) - height)
}

describe('the ground under points', () => {
  it('is the plane they lie in, be it as steep as a hill street', () => {
    for (const slope of [0, 0.1, -0.25]) {
      const plane = (x: number, y: number): number => -1.7 + slope * x - 0.05 * y
      const ground = groundOf(rowsOf(groundPoints(ORIGIN, 30, plane)))
      for (const x of [-20, -3.3, 0, 11.7]) {
        expect(offAt(ground, [x, 4, plane(x, 4)])).toBeLessThan(0.1)
      }
    }
  })

  it('goes on under what stands on it and hides it', () => {
    const car = { center: [8, 2, 0.75], extent: [4.5, 1.8, 1.5], rotation: fromYaw(0.3) } as const
    const roof = numbers(-2, 2, 0.1).flatMap((x) =>
      numbers(-0.8, 0.8, 0.1).map((y): Vec3 => [8 + x, 2 + y, 1.5]),
    )
    const open = groundPoints(ORIGIN, 30, () => 0).filter(
      ([x, y]) => Math.hypot(x - 8, y - 2) > 2.5,
    )
    const ground = groundOf(rowsOf([...open, ...facePoints(car, ORIGIN), ...roof]))
    expect(offAt(ground, [8, 2, 0])).toBeLessThan(0.05)
  })

  it('is not drawn down by echoes from below it', () => {
    const echoes = numbers(5, 6, 0.1).map((x): Vec3 => [x, 3, -19])
    const level = groundPoints(ORIGIN, 20, () => 0).filter(
      ([x, y]) => Math.hypot(x - 5.5, y - 3) > 1,
    )
    const ground = groundOf(rowsOf([...level, ...echoes]))
    expect(offAt(ground, [5.5, 3, 0])).toBeLessThan(0.05)
  })

  it('is unknown far from any point, and everywhere without points', () => {
    const ground = groundOf(rowsOf(groundPoints(ORIGIN, 10, () => 0)))
    expect(groundHeightAt(ground, 100, 0)).toBeNull()
    expect(groundHeightAt(ground, Number.NaN, 0)).toBeNull()
    expect(groundHeightAt(groundOf(new Float32Array(0)), 0, 0)).toBeNull()
  })

  it('passes over points that are nowhere and strays at kilometers', () => {
    const level = groundPoints(ORIGIN, 10, () => 0)
    const strays: readonly Vec3[] = [
      [Number.NaN, 0, 0],
      [0, 0, Number.NaN],
      [Number.POSITIVE_INFINITY, 0, 0],
      [1e6, 1e6, 50],
    ]
    const ground = groundOf(rowsOf([...strays, ...level]))
    expect(offAt(ground, [1, 1, 0])).toBeLessThan(0.05)
    expect(ground.heights.length).toBeLessThan(200_000)
  })
})

const log = sharedData('clips', 'argoverse2', '7fab2350-7eaf-3b7e-a39d-6937a4c1bede')
const labels = log === null ? null : readIsGround(log)

describe.skipIf(log === null || labels === null)('the ground of an Argoverse 2 sweep', () => {
  it('lies within 0.1 m of most points people labelled as ground', () => {
    const [sweep] = readArgoverse(log ?? '')
    const points = sweep?.points ?? new Float32Array(0)
    const ground = groundOf(points)
    const offs = (labels ?? []).flatMap((isGround, row) => {
      const height = groundHeightAt(ground, points[row * 4]!, points[row * 4 + 1]!)
      return isGround && height !== null ? [Math.abs(points[row * 4 + 2]! - height)] : []
    })
    const near = offs.filter((off) => off < 0.1).length
    expect(offs.length).toBeGreaterThan(17_000)
    expect(near / offs.length).toBeGreaterThan(0.85)
  })
})
