import { bevIou, fromYaw, invert, poseOf, transform, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { createExposure, type Exposure } from './exposure.ts'
import type { Motion } from './motion.ts'
import { readCuboid, readReturns } from './readReturns.ts'
import { trainingSweep } from './trainingSweep.ts'

const FROZEN: Motion = { speed: 0, yawRate: 0, isTrafficMoving: false, reference: 0.5 }
const RAW: Motion = { speed: 15, yawRate: 0.2, isTrafficMoving: true, reference: 0.5 }
const EXPOSURES = [11, 12, 13].map((seed) => [seed, createExposure(seed)] as const)

/** How far each point of a road user lies outside its box, along the box's own axes. */
function strayings(exposure: Exposure): readonly Vec3[] {
  const { site, lidar } = exposure
  const boxes = site.users.map((user) => readCuboid(exposure, user))
  const places = boxes.map((box) => invert(poseOf(box)))
  const { sweep, objects } = readReturns(exposure)
  return [...objects].flatMap((object, row) => {
    if (object < 0) return []
    const [x, y, z] = sweep.points.subarray(4 * row) as unknown as Vec3
    const own = transform(places[object]!, transform(lidar.egoFromSensor, [x, y, z]))
    const { extent } = boxes[object]!
    return [own.map((value, axis) => Math.abs(value) - extent[axis]! / 2) as unknown as Vec3]
  })
}

describe('trainingSweep', () => {
  it('makes the same sweep and boxes of the same seed, and others of another', () => {
    const [first, again, other] = [trainingSweep(3), trainingSweep(3), trainingSweep(4)]
    expect(again).toEqual(first)
    expect(other.cuboids).not.toEqual(first.cuboids)
  })

  it.each(EXPOSURES)(
    'puts the points of what stands still into its box: seed %i',
    (_, exposure) => {
      const noise = 5 * exposure.lidar.model.rangeNoise
      const points = strayings({ ...exposure, motion: FROZEN })
      expect(points.length).toBeGreaterThan(500)
      // A mirror stands out to the side, and no label holds it.
      for (const [along, across, up] of points) {
        expect(along).toBeLessThan(noise)
        expect(across).toBeLessThan(noise + 0.16)
        expect(up).toBeLessThan(noise)
      }
    },
  )

  it.each(EXPOSURES)('keeps points and boxes together while all moves: seed %i', (_, exposure) => {
    const points = strayings({ ...exposure, motion: RAW })
    const out = points.filter(([along, across]) => Math.max(along, across) > 0.3)
    expect(out.length).toBeLessThan(points.length / 50)
  })

  it('moves boxes from where they stand only where something moves', () => {
    const [, exposure] = EXPOSURES[0]!
    const still = { ...exposure, motion: FROZEN }
    const moving = { ...exposure, motion: RAW }
    const far = exposure.site.users.map((user) => {
      const [a, b] = [readCuboid(still, user), readCuboid(moving, user)]
      expect(a).toEqual(user.cuboid)
      return Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1])
    })
    expect(Math.max(...far)).toBeGreaterThan(0.5)
  })

  it.each(EXPOSURES)('stands no road user in another or in the vehicle: seed %i', (_, { site }) => {
    const carrier = {
      center: [1.3, 0, 0.8],
      extent: [4.5, 1.9, 1.6],
      rotation: fromYaw(0),
    } as const
    const boxes = [carrier, ...site.users.map(({ cuboid }) => cuboid)]
    expect(boxes.length).toBeGreaterThan(10)
    boxes.forEach((box, i) => {
      expect(boxes.slice(i + 1).every((other) => bevIou(box, other) < 1e-6)).toBe(true)
    })
  })

  it('has the ground near z = 0 below the vehicle', () => {
    for (const [, { site }] of EXPOSURES) {
      expect(site.terrain.heightAt(0, 0)).toBe(0)
      expect(Math.abs(site.terrain.heightAt(3, 1))).toBeLessThan(0.4)
    }
  })
})
