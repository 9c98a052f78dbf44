import { bevIou, type Cuboid, fromYaw } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { evenly } from '../testing/evenly.ts'
import { areApart, footprintOf } from './footprint.ts'

type Rectangle = readonly [x: number, y: number, yaw: number, length: number, width: number]

const rectangles = () =>
  fc.tuple(
    evenly(-4, 4, 0.01),
    evenly(-4, 4, 0.01),
    evenly(-3.1, 3.1, 0.01),
    evenly(0.2, 6, 0.01),
    evenly(0.2, 3, 0.01),
  )

const footprint = ([x, y, yaw, length, width]: Rectangle) =>
  footprintOf({ x, y, yaw }, [-length / 2, length / 2, -width / 2, width / 2])

const cuboid = ([x, y, yaw, length, width]: Rectangle): Cuboid => ({
  center: [x, y, 0],
  extent: [length, width, 1],
  rotation: fromYaw(yaw),
})

describe('areApart', () => {
  it('says of two rectangles what the area that they share says', () => {
    fc.assert(
      fc.property(rectangles(), rectangles(), (a, b) => {
        const shared = bevIou(cuboid(a), cuboid(b))
        return areApart(footprint(a), footprint(b)) ? shared < 1e-6 : shared > 0
      }),
      { numRuns: 500 },
    )
  })
})
