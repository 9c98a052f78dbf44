import { describe, expect, it } from 'vitest'
import { boxOf } from '../bodies/shapes.ts'
import type { CategoryName } from '../ontology.ts'
import { createRandom } from '../random.ts'
import { stillCar } from './stillCar.ts'
import { stillLarge } from './stillLarge.ts'
import { stillCyclist, stillPedestrian } from './stillPeople.ts'
import { type StillUser, stillUser } from './stillUser.ts'

/** Least and greatest coordinate of a mesh along an axis. */
function span({ mesh }: StillUser, axis: 0 | 1 | 2): readonly [number, number] {
  const values = mesh.corners.filter((_, i) => i % 3 === axis)
  return [Math.min(...values), Math.max(...values)]
}

describe('stillUser', () => {
  it('stands on the ground, its box tight around all but its trimmings', () => {
    const polygons = boxOf([1, 1, 1], [5, 3, 2.5], 'paintRed')
    const trimmings = boxOf([2, 3, 1.5], [2.2, 3.2, 1.8], 'paintRed')
    const user = stillUser({ category: 'Car', polygons, trimmings })
    expect(user.extent).toEqual([4, 2, 1.5])
    expect(span(user, 0)).toEqual([-2, 2])
    expect(span(user, 1)).toEqual([-1, expect.closeTo(1.2, 9)])
    expect(span(user, 2)).toEqual([0, 1.5])
  })
})

/** Least and greatest length, width and height of each category. */
const USUAL: Readonly<
  Record<CategoryName, readonly [number, number, number, number, number, number]>
> = {
  Car: [2.3, 6.9, 1.4, 2.2, 1.25, 2.2],
  Van: [4.2, 7, 1.7, 2.3, 1.75, 2.9],
  Truck: [5, 16.6, 1.9, 2.65, 1.2, 4.1],
  Bus: [6, 14, 2, 2.9, 2.5, 3.6],
  Pedestrian: [0.2, 1.2, 0.3, 0.95, 0.95, 2],
  Cyclist: [1.5, 2.6, 0.4, 0.9, 1.25, 2.1],
}

describe('the road users of training scenes', () => {
  const random = createRandom(8)
  const users = Array.from({ length: 60 }, (_, i) => [
    stillCar(random, i / 60),
    stillLarge(random),
    stillPedestrian(random),
    stillCyclist(random),
  ]).flat()

  it('have the sizes that their like have', () => {
    for (const { category, extent } of users) {
      const [minL, maxL, minW, maxW, minH, maxH] = USUAL[category]
      const [length, width, height] = extent
      const isUsual =
        [length >= minL, length <= maxL, width >= minW, width <= maxW, height >= minH].every(
          Boolean,
        ) && height <= maxH
      expect([category, extent, isUsual]).toEqual([category, extent, true])
    }
  })

  it('touch every face of their boxes, and only mirrors stand out', () => {
    for (const user of users) {
      const [length, width, height] = user.extent
      expect(span(user, 0)).toEqual([expect.closeTo(-length / 2, 6), expect.closeTo(length / 2, 6)])
      expect(span(user, 2)).toEqual([expect.closeTo(0, 6), expect.closeTo(height, 6)])
      const [right, left] = span(user, 1)
      for (const side of [-right, left]) {
        expect(side).toBeGreaterThan(width / 2 - 1e-6)
        expect(side).toBeLessThan(width / 2 + 0.16)
      }
    }
  })

  it('are longest on streets of large cars', () => {
    const mean = (market: number): number => {
      const draw = createRandom(4)
      const lengths = Array.from({ length: 200 }, () => stillCar(draw, market).extent[0])
      return lengths.reduce((sum, length) => sum + length, 0) / lengths.length
    }
    expect(mean(0)).toBeGreaterThan(3.8)
    expect(mean(0)).toBeLessThan(4.25)
    expect(mean(1)).toBeGreaterThan(4.5)
    expect(mean(1)).toBeLessThan(5.1)
  })
})
