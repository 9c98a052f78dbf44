import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cuboid, containsPoint, transformCuboid } from './cuboid.ts'
import { intersectionVolume } from './intersectionVolume.ts'
import { bevIou, intersectionArea, iou3d } from './iou.ts'
import { axisAngle, fromYaw, multiply } from './quat.ts'
import { cuboids, evenly, points, poses, uprightCuboids } from './testing/arbitraries.ts'

const CUBE: Cuboid = { center: [0, 0, 0], extent: [2, 2, 2], rotation: [0, 0, 0, 1] }
const anyCuboid = () => fc.oneof(uprightCuboids(), cuboids())

describe.each([
  ['bevIou', bevIou],
  ['iou3d', iou3d],
])('%s', (_, iou) => {
  it('is the same both ways round and in [0, 1]', () => {
    fc.assert(
      fc.property(anyCuboid(), anyCuboid(), (a, b) => {
        const value = iou(a, b)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
        expect(iou(b, a)).toBeCloseTo(value, 8)
      }),
    )
  })

  it('is 1 of a cuboid with itself', () => {
    fc.assert(
      fc.property(anyCuboid(), (a) => {
        expect(iou(a, a)).toBeCloseTo(1, 8)
      }),
    )
  })

  it('does not change when both turn about z and move together, kilometers away too', () => {
    const moves = fc.tuple(points(9000), evenly(-3, 3, 0.1))
    fc.assert(
      fc.property(anyCuboid(), anyCuboid(), moves, (a, b, [translation, yaw]) => {
        const pose = { translation, rotation: fromYaw(yaw) }
        const moved = iou(transformCuboid(pose, a), transformCuboid(pose, b))
        expect(moved).toBeCloseTo(iou(a, b), 7)
      }),
    )
  })

  it('is 0 of cuboids that are apart or only touch', () => {
    expect(iou(CUBE, { ...CUBE, center: [2, 0, 0] })).toBeCloseTo(0, 9)
    expect(iou(CUBE, { ...CUBE, center: [9, 9, 0] })).toBe(0)
  })

  it('is 0, not NaN, where both are empty', () => {
    const empty: Cuboid = { ...CUBE, extent: [0, 0, 0] }
    expect(iou(empty, empty)).toBe(0)
  })

  it('is a third of squares that overlap by half', () => {
    expect(iou(CUBE, { ...CUBE, center: [1, 0, 0] })).toBeCloseTo(1 / 3, 12)
  })
})

describe('overlap of cuboids', () => {
  it('of a square and the same turned by 45° is a regular octagon', () => {
    const turned = { ...CUBE, rotation: fromYaw(Math.PI / 4) }
    const octagon = 8 * (Math.SQRT2 - 1)
    expect(intersectionArea(CUBE, turned)).toBeCloseTo(octagon, 12)
    expect(bevIou(CUBE, turned)).toBeCloseTo(octagon / (8 - octagon), 12)
    expect(iou3d(CUBE, turned)).toBeCloseTo(octagon / (8 - octagon), 12)
  })

  it('in height counts only in 3D', () => {
    const above = { ...CUBE, center: [0, 0, 1] as const }
    expect(bevIou(CUBE, above)).toBeCloseTo(1, 12)
    expect(iou3d(CUBE, above)).toBeCloseTo(1 / 3, 12)
  })

  it('of a cube with its corner on top has the shadow of a regular hexagon', () => {
    const tip = multiply(axisAngle([0, 1, 0], Math.atan(Math.SQRT2)), fromYaw(Math.PI / 4))
    const standing = { ...CUBE, rotation: tip }
    const hexagon = 4 * Math.sqrt(3)
    expect(intersectionArea(standing, { ...CUBE, extent: [9, 9, 9] })).toBeCloseTo(hexagon, 9)
  })

  it('is cut the same by the way for tilted solids as by the way for upright ones', () => {
    fc.assert(
      fc.property(uprightCuboids(), uprightCuboids(), (a, b) => {
        const shared = intersectionVolume(a, b)
        const volume = (box: Cuboid): number => box.extent[0] * box.extent[1] * box.extent[2]
        expect(shared / (volume(a) + volume(b) - shared)).toBeCloseTo(iou3d(a, b), 8)
      }),
    )
  })

  it('in 3D does not change under any move both make', () => {
    fc.assert(
      fc.property(anyCuboid(), anyCuboid(), poses(), (a, b, pose) => {
        const moved = iou3d(transformCuboid(pose, a), transformCuboid(pose, b))
        expect(moved).toBeCloseTo(iou3d(a, b), 8)
      }),
    )
  })

  it('of tilted cuboids is the share of points that are in both', () => {
    const a: Cuboid = {
      center: [0, 0, 0],
      extent: [4, 2, 1.5],
      rotation: axisAngle([1, 0, 0], 0.4),
    }
    const b: Cuboid = {
      center: [0.6, 0.3, 0.2],
      extent: [3, 2, 2],
      rotation: axisAngle([0, 1, 0], 0.7),
    }
    const step = 0.05
    let inBoth = 0
    for (let x = -3; x < 3; x += step) {
      for (let y = -3; y < 3; y += step) {
        for (let z = -3; z < 3; z += step) {
          if (containsPoint(a, [x, y, z]) && containsPoint(b, [x, y, z])) inBoth++
        }
      }
    }
    const sampled = inBoth * step ** 3
    expect(Math.abs(intersectionVolume(a, b) - sampled) / sampled).toBeLessThan(0.02)
  })
})
