import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Cuboid,
  containsPoint,
  cornersOf,
  countPointsInCuboid,
  pointsInCuboid,
  poseOf,
  transformCuboid,
} from './cuboid.ts'
import { transform } from './pose.ts'
import { fromYaw } from './quat.ts'
import { cuboids, evenly, poses } from './testing/arbitraries.ts'
import { distance, type Vec3 } from './vec3.ts'

const UNIT: Cuboid = { center: [1, 2, 3], extent: [2, 4, 6], rotation: [0, 0, 0, 1] }

function rowsOf(list: readonly Vec3[]): Float32Array {
  return Float32Array.from(list.flatMap((point) => [...point, 0.5]))
}

describe('cuboid', () => {
  it('takes the points of its faces, edges and corners as inside', () => {
    const border = rowsOf([
      [2, 2, 3],
      [0, 2, 3],
      [1, 4, 6],
      [2, 4, 6],
      [0, 0, 0],
    ])
    expect([...pointsInCuboid(border, UNIT)]).toEqual([0, 1, 2, 3, 4])
    expect(countPointsInCuboid(border, UNIT)).toBe(5)
  })

  it('leaves out the next float beyond a face, and points that are no numbers', () => {
    const beyond = rowsOf([
      [2.0000002384185791, 2, 3],
      [Number.NaN, 2, 3],
      [1, Number.NaN, 3],
      [1, 2, Number.POSITIVE_INFINITY],
      [1, 2, 3],
    ])
    expect([...pointsInCuboid(beyond, UNIT)]).toEqual([4])
  })

  it('gives no rows for no points', () => {
    expect(pointsInCuboid(new Float32Array(0), UNIT)).toEqual(new Uint32Array(0))
  })

  it('refuses an array that is not rows of four', () => {
    expect(() => countPointsInCuboid(new Float32Array(5), UNIT)).toThrow(RangeError)
  })

  it('finds exactly the points whose own coordinates are within half the extent, however it is turned', () => {
    const share = evenly(-0.8, 0.8, 0.0137)
    fc.assert(
      fc.property(
        cuboids(),
        fc.array(fc.tuple(share, share, share), { maxLength: 30 }),
        (box, at) => {
          const list = at.map(([x, y, z]) =>
            transform(poseOf(box), [x * box.extent[0], y * box.extent[1], z * box.extent[2]]),
          )
          const expected = at.flatMap((own, row) =>
            own.every((v) => Math.abs(v) < 0.5) ? [row] : [],
          )
          expect([...pointsInCuboid(rowsOf(list), box)]).toEqual(expected)
          expect(countPointsInCuboid(rowsOf(list), box)).toBe(expected.length)
          expect(list.flatMap((p, row) => (containsPoint(box, p) ? [row] : []))).toEqual(expected)
        },
      ),
    )
  })

  it('keeps its size and the places of its corners when seen from another space', () => {
    fc.assert(
      fc.property(cuboids(), poses(), (box, pose) => {
        const moved = cornersOf(transformCuboid(pose, box))
        cornersOf(box).forEach((corner, index) => {
          expect(distance(transform(pose, corner), moved[index]!)).toBeLessThan(1e-9)
        })
      }),
    )
  })

  it('has its first corner at the bottom front left', () => {
    const [first] = cornersOf({
      center: [0, 0, 0],
      extent: [4, 2, 2],
      rotation: fromYaw(Math.PI / 2),
    })
    expect(distance(first!, [-1, 2, -1])).toBeLessThan(1e-12)
  })

  it('contains its own center', () => {
    fc.assert(fc.property(cuboids(), (box) => containsPoint(box, box.center)))
  })
})
