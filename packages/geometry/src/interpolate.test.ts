import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cuboid, cornersOf, transformCuboid } from './cuboid.ts'
import { interpolateCuboid } from './interpolate.ts'
import { IDENTITY_POSE, invert } from './pose.ts'
import { fromYaw, yawOf } from './quat.ts'
import { cuboids, evenly, poses } from './testing/arbitraries.ts'
import { distance } from './vec3.ts'

function offOf(a: Cuboid, b: Cuboid): number {
  const there = cornersOf(b)
  return Math.max(...cornersOf(a).map((corner, index) => distance(corner, there[index]!)))
}

describe('interpolateCuboid', () => {
  it('keeps a car that stands still in the world where it is while the ego turns', () => {
    fc.assert(
      fc.property(
        cuboids(),
        fc.tuple(poses(), poses(), poses()),
        evenly(-1, 2, 0.05),
        (car, egos, time) => {
          const [from, to, between] = egos
          const shown = interpolateCuboid({
            before: { worldFromEgo: from, time: 0, cuboid: transformCuboid(invert(from), car) },
            after: { worldFromEgo: to, time: 1, cuboid: transformCuboid(invert(to), car) },
            at: { worldFromEgo: between, time },
          })
          expect(offOf(transformCuboid(between, shown), car)).toBeLessThan(1e-6)
        },
      ),
    )
  })

  it('gives the given cuboids at their own moments', () => {
    fc.assert(
      fc.property(cuboids(), cuboids(), fc.tuple(poses(), poses()), (a, b, [from, to]) => {
        const before = { worldFromEgo: from, time: 10, cuboid: a }
        const after = { worldFromEgo: to, time: 30, cuboid: b }
        expect(offOf(interpolateCuboid({ before, after, at: before }), a)).toBeLessThan(1e-6)
        // Half a turn apart both ways are the shorter one; the boxes are still the same solids.
        expect(offOf(interpolateCuboid({ before, after, at: after }), b)).toBeLessThan(1e-6)
      }),
    )
  })

  it('turns a car the shorter way, across ±π too, and by time rather than by frame', () => {
    const car = (x: number, yaw: number): Cuboid => ({
      center: [x, 0, 0],
      extent: [4, 2, 1.5],
      rotation: fromYaw(yaw),
    })
    const at = (time: number) => ({ worldFromEgo: IDENTITY_POSE, time })
    const before = { ...at(100), cuboid: car(0, 3.0) }
    const after = { ...at(200), cuboid: car(8, -3.0) }
    const quarter = interpolateCuboid({ before, after, at: at(125) })
    expect(quarter.center[0]).toBeCloseTo(2, 12)
    expect(yawOf(quarter.rotation)).toBeCloseTo(3.0 + (2 * Math.PI - 6) / 4, 9)
  })

  it('grows the extent evenly', () => {
    const moment = {
      worldFromEgo: IDENTITY_POSE,
      cuboid: { center: [0, 0, 0], extent: [4, 2, 1], rotation: fromYaw(0) },
    } as const
    const larger = { ...moment, cuboid: { ...moment.cuboid, extent: [5, 2, 2] as const } }
    const half = interpolateCuboid({
      before: { ...moment, time: 0 },
      after: { ...larger, time: 2 },
      at: { worldFromEgo: IDENTITY_POSE, time: 1 },
    })
    expect(half.extent).toEqual([4.5, 2, 1.5])
  })

  it('refuses two cuboids of one time', () => {
    const moment = {
      worldFromEgo: IDENTITY_POSE,
      time: 1,
      cuboid: { center: [0, 0, 0], extent: [1, 1, 1], rotation: fromYaw(0) },
    } as const
    expect(() => interpolateCuboid({ before: moment, after: moment, at: moment })).toThrow(
      RangeError,
    )
  })
})
