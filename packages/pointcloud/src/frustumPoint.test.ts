import {
  type Cuboid,
  containsPoint,
  cornersOf,
  fromYaw,
  subtract,
  type Vec3,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { type Frustum, frustumPoint } from './frustumPoint.ts'
import { groundOf } from './ground.ts'
import { facePoints, groundPoints, rowsOf } from './testing/scene.ts'

const SENSOR: Vec3 = [0, 0, 1.7]
const CAR: Cuboid = { center: [14, 4, 0.8], extent: [4.5, 1.9, 1.6], rotation: fromYaw(0.3) }
const WALL: Cuboid = { center: [26, 8, 2], extent: [0.3, 20, 4], rotation: fromYaw(0) }
const scene = rowsOf([
  ...groundPoints([14, 4, 0], 16, () => 0),
  ...facePoints(CAR, SENSOR),
  // Beams part: what is twice as far away has a quarter of the points.
  ...facePoints(WALL, SENSOR).filter((_, index) => index % 4 === 0),
])
const around = { ground: groundOf(scene), sensor: SENSOR }

/** The rectangle around a cuboid as a camera at the sensor sees it, grown by a share. */
function frustumAround(cuboid: Cuboid, grow: number): Frustum {
  const rays = cornersOf(cuboid).map((corner) => subtract(corner, SENSOR))
  const across = rays.map(([x, y]) => y / x)
  const up = rays.map(([x, , z]) => z / x)
  const [left, right] = [Math.max(...across), Math.min(...across)]
  const [top, bottom] = [Math.max(...up), Math.min(...up)]
  const wide = (left - right) * grow
  const high = (top - bottom) * grow
  return {
    origin: SENSOR,
    corners: [
      [1, left + wide, top + high],
      [1, right - wide, top + high],
      [1, right - wide, bottom - high],
      [1, left + wide, bottom - high],
    ],
  }
}

describe('the point of what fills a frustum', () => {
  it('is on the car a rectangle is drawn around, not on the wall behind', () => {
    for (const grow of [-0.1, 0, 0.15]) {
      const point = frustumPoint(scene, frustumAround(CAR, grow), around)
      expect(point !== null && containsPoint({ ...CAR, extent: [4.6, 2, 1.7] }, point)).toBe(true)
    }
  })

  it('does not depend on the way around the rectangle', () => {
    const { origin, corners } = frustumAround(CAR, 0)
    const [a, b, c, d] = corners
    expect(frustumPoint(scene, { origin, corners: [d, c, b, a] }, around)).toEqual(
      frustumPoint(scene, { origin, corners }, around),
    )
  })

  it('is null where only ground is, and behind the camera', () => {
    const { origin, corners } = frustumAround(
      { ...CAR, center: [8, -12, 0.05], extent: [1, 1, 0.1] },
      0,
    )
    expect(frustumPoint(scene, { origin, corners }, around)).toBeNull()
    const backwards = frustumAround(CAR, 0).corners.map(([x, y, z]): Vec3 => [-x, -y, -z])
    expect(
      frustumPoint(scene, { origin, corners: backwards as unknown as Frustum['corners'] }, around),
    ).toBeNull()
  })
})
