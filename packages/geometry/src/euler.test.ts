import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromEulerXYZ, fromEulerZYX, toEulerXYZ, toEulerZYX } from './euler.ts'
import { conjugate, fromMatrix3, fromYaw, multiply, type Quat, rotate } from './quat.ts'
import { evenly, rotations } from './testing/arbitraries.ts'
import { distance } from './vec3.ts'

/** Angle between two rotations. */
function turnBetween(a: Quat, b: Quat): number {
  const [x, y, z] = multiply(a, conjugate(b))
  return 2 * Math.asin(Math.min(1, Math.hypot(x, y, z)))
}

const right = Math.PI / 2

describe('euler angles', () => {
  it('come back to the same rotation in both orders', () => {
    fc.assert(
      fc.property(rotations(), (rotation) => {
        expect(turnBetween(fromEulerXYZ(toEulerXYZ(rotation)), rotation)).toBeLessThan(1e-7)
        expect(turnBetween(fromEulerZYX(toEulerZYX(rotation)), rotation)).toBeLessThan(1e-7)
      }),
    )
  })

  it('come back from where the middle angle is a right angle, and next to it', () => {
    const outer = evenly(-3, 3, 0.1)
    const middle = fc.constantFrom(right, -right, right - 1e-9, right - 1e-7, 1e-8 - right)
    fc.assert(
      fc.property(outer, middle, outer, (a, b, c) => {
        const xyz = fromEulerXYZ([a, b, c])
        expect(turnBetween(fromEulerXYZ(toEulerXYZ(xyz)), xyz)).toBeLessThan(1e-6)
        const zyx = fromEulerZYX({ yaw: a, pitch: b, roll: c })
        expect(turnBetween(fromEulerZYX(toEulerZYX(zyx)), zyx)).toBeLessThan(1e-6)
      }),
    )
  })

  it('come back as they were away from right angles', () => {
    const outer = evenly(-3.1, 3.1, 0.1)
    const middle = evenly(-1.5, 1.5, 0.1)
    fc.assert(
      fc.property(outer, middle, outer, (a, b, c) => {
        const [x, y, z] = toEulerXYZ(fromEulerXYZ([a, b, c]))
        expect([x - a, y - b, z - c].every((off) => Math.abs(off) < 1e-9)).toBe(true)
        const angles = toEulerZYX(fromEulerZYX({ yaw: a, pitch: b, roll: c }))
        expect(angles.yaw).toBeCloseTo(a, 9)
        expect(angles.pitch).toBeCloseTo(b, 9)
        expect(angles.roll).toBeCloseTo(c, 9)
      }),
    )
  })

  it('in the order XYZ are the matrix that three.js makes of them', () => {
    const [x, y, z] = [0.3, -0.5, 1.1]
    const [cx, sx, cy, sy, cz, sz] = [x, y, z].flatMap((v) => [Math.cos(v), Math.sin(v)]) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    const three = fromMatrix3([
      cy * cz,
      -cy * sz,
      sy,
      cx * sz + sx * sy * cz,
      cx * cz - sx * sy * sz,
      -sx * cy,
      sx * sz - cx * sy * cz,
      sx * cz + cx * sy * sz,
      cx * cy,
    ])
    expect(turnBetween(fromEulerXYZ([x, y, z]), three)).toBeLessThan(1e-9)
  })

  it('with yaw alone turn about z, and with pitch put the nose down', () => {
    expect(turnBetween(fromEulerZYX({ yaw: 0.7, pitch: 0, roll: 0 }), fromYaw(0.7))).toBeLessThan(
      1e-9,
    )
    const nose = rotate(fromEulerZYX({ yaw: 0, pitch: right, roll: 0 }), [1, 0, 0])
    expect(distance(nose, [0, 0, -1])).toBeLessThan(1e-9)
  })
})
