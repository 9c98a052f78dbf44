import { bevIou, distance, fromYaw, invert, poseOf, transform, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { createTake, type Exposure, expose } from './exposure.ts'
import type { Motion } from './motion.ts'
import { readReturns, seenUsers } from './readReturns.ts'
import { type TrainingSweep, trainingSweep } from './trainingSweep.ts'

const RAW: Motion = {
  speed: 15,
  yawRate: 0.2,
  isDeskewed: false,
  isTrafficMoving: true,
  reference: 0.5,
}
const FROZEN: Motion = { ...RAW, isDeskewed: true, isTrafficMoving: false }
/** A mirror stands out to the side, and no label holds it. */
const MIRROR = 0.16
const EXPOSURES = [11, 12, 13].map((seed) => [seed, expose(createTake(seed), 0)] as const)

/** A point of a road user: how far outside its box along the box's axes, and when it was met. */
type Straying = { readonly user: number; readonly outside: Vec3; readonly seconds: number }

function strayings(exposure: Exposure): readonly Straying[] {
  const { egoFromSensor } = exposure
  const read = readReturns(exposure)
  const { sweep, objects } = read
  const boxes = seenUsers(exposure, read).map(({ cuboid }) => cuboid)
  const places = boxes.map((box) => invert(poseOf(box)))
  return [...objects].flatMap((user, row) => {
    if (user < 0) return []
    const [x, y, z] = [0, 1, 2].map((axis) => sweep.points[4 * row + axis]!) as [
      number,
      number,
      number,
    ]
    const own = transform(places[user]!, transform(egoFromSensor, [x, y, z]))
    const { extent } = boxes[user]!
    const outside: Vec3 = [
      Math.abs(own[0]) - extent[0] / 2,
      Math.abs(own[1]) - extent[1] / 2,
      Math.abs(own[2]) - extent[2] / 2,
    ]
    return [{ user, outside, seconds: sweep.timeOffset![row]! }]
  })
}

/** The cells of half a meter, within 15 m, that have points of scenery well over the ground. */
function cellsOf(exposure: Exposure): ReadonlySet<string> {
  const { egoFromSensor } = exposure
  const { points } = readReturns(exposure).sweep
  const cells = new Set<string>()
  for (let at = 0; at < points.length; at += 4) {
    const point = transform(egoFromSensor, [points[at]!, points[at + 1]!, points[at + 2]!])
    if (point[2] < 0.6 || Math.hypot(point[0], point[1]) > 15) continue
    cells.add(point.map((value) => Math.floor(2 * value)).join(' '))
  }
  return cells
}

describe('trainingSweep', () => {
  it('makes the same sweep and boxes of the same seed, and others of another', () => {
    const [first, again, other] = [trainingSweep(3), trainingSweep(3), trainingSweep(4)]
    const bytes = ({ sweep }: TrainingSweep): Buffer => Buffer.from(sweep.points.buffer)
    expect(bytes(again).equals(bytes(first))).toBe(true)
    expect(again.cuboids).toEqual(first.cuboids)
    expect(other.cuboids).not.toEqual(first.cuboids)
  })

  it.each(EXPOSURES)(
    'puts the points of what stands still into its box: seed %i',
    (_, exposure) => {
      const noise = 5 * exposure.lidar.model.rangeNoise
      const points = strayings({ ...exposure, motion: FROZEN })
      expect(points.length).toBeGreaterThan(500)
      for (const { outside } of points) {
        expect(outside[0]).toBeLessThan(noise)
        expect(outside[1]).toBeLessThan(noise + MIRROR)
        expect(outside[2]).toBeLessThan(noise)
      }
    },
  )

  it.each(EXPOSURES)('smears what moves by its way past the sensor: seed %i', (_, exposure) => {
    const noise = 5 * exposure.lidar.model.rangeNoise + MIRROR
    const points = strayings({ ...exposure, motion: RAW })
    expect(points.length).toBeGreaterThan(500)
    exposure.site.users.forEach(({ cuboid, velocity }, index) => {
      const own = points.filter(({ user }) => user === index)
      const times = own.map(({ seconds }) => seconds)
      const passing = Math.max(...times) - Math.min(...times)
      const range = Math.hypot(cuboid.center[0], cuboid.center[1]) + cuboid.extent[0]
      const speed = RAW.speed + Math.hypot(...velocity) + RAW.yawRate * range
      for (const { outside } of own) {
        expect(Math.max(outside[0], outside[1])).toBeLessThan(noise + speed * passing)
      }
    })
  })

  it('moves boxes from where they stand only where something moves', () => {
    const [, exposure] = EXPOSURES[0]!
    const standing = exposure.site.users.map(({ cuboid }) => cuboid)
    const seen = (motion: Motion) => {
      const moved = { ...exposure, motion }
      return seenUsers(moved, readReturns(moved)).map(({ cuboid }) => cuboid)
    }
    expect(seen(FROZEN)).toEqual(standing)
    const ways = seen(RAW).map(({ center }, i) => distance(center, standing[i]!.center))
    expect(Math.max(...ways)).toBeGreaterThan(0.5)
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

  it.each(EXPOSURES)('shows what stands in the same place as before: seed %i', (_, exposure) => {
    const take = { ...exposure, motion: { ...FROZEN, speed: 12, yawRate: 0.3 } }
    const [now, before] = [0, 0.4].map((seconds) => expose(take, seconds))
    expect(now!.egoFromSensor.translation[0]).toBeCloseTo(
      before!.egoFromSensor.translation[0] + 4.8,
      0,
    )
    const here = cellsOf(now!)
    const share = (cells: ReadonlySet<string>): number =>
      [...cells].filter((cell) => here.has(cell)).length / cells.size
    // What the vehicle drove past hides other things then and now.
    const misplaced = { ...before!, egoFromSensor: now!.egoFromSensor }
    expect(share(cellsOf(before!))).toBeGreaterThan(share(cellsOf(misplaced)) + 0.1)
  })

  it('gives as many sweeps before its own as it is asked for', () => {
    const { earlier } = trainingSweep(3, { earlier: 2 })
    expect(earlier).toHaveLength(2)
    expect(earlier.every(({ sweep }) => sweep.points.length > 4000)).toBe(true)
  })

  it('has the ground near z = 0 below the vehicle', () => {
    for (const [, { site }] of EXPOSURES) {
      expect(site.terrain.heightAt(0, 0)).toBe(0)
      expect(Math.abs(site.terrain.heightAt(3, 1))).toBeLessThan(0.4)
    }
  })
})
