import {
  angleBetween,
  bevIou,
  type Cuboid,
  countPointsInCuboid,
  distance,
  fromYaw,
  type Vec3,
  yawOf,
} from '@trueline/geometry'
import { facePoints, groundPoints, rowsOf } from '@trueline/pointcloud/testing'
import { REAL_CLIPS } from '@trueline/pointcloud/testing/realClips'
import { describe, expect, it } from 'vitest'
import { classicalProposals } from './classicalProposals.ts'
import { unlabelledClusters } from './unlabelledClusters.ts'

const SENSOR: Vec3 = [0, 0, 1.7]

const box = (center: Vec3, extent: Vec3, yaw: number): Cuboid => ({
  center,
  extent,
  rotation: fromYaw(yaw),
})
const car = box([12, 4, 0.8], [4.5, 1.8, 1.6], 0.2)
const pedestrian = box([6, -3, 0.88], [0.6, 0.6, 1.75], 0)
const wall = box([0, 14, 1.5], [40, 0.3, 3], 0)

/** A level street, or one up a hill, with what stands on it as the lidar sees it. */
function street(cuboids: readonly Cuboid[], slope = 0): Float32Array {
  const rise = (x: number): number => slope * x
  const standing = cuboids.flatMap((cuboid) =>
    facePoints(cuboid, SENSOR).map(([x, y, z]): Vec3 => [x, y, z + rise(x)]),
  )
  return rowsOf([...groundPoints([0, 0, 0], 25, (x) => rise(x)), ...standing])
}

describe('the classical proposer', () => {
  it('finds a car and a pedestrian by their sizes, on level ground and up a hill', () => {
    for (const slope of [0, 0.08]) {
      const found = classicalProposals(street([car, pedestrian], slope), SENSOR)
      expect(found.map(({ category }) => category).toSorted()).toEqual(['car', 'pedestrian'])
      const { cuboid } = found.find(({ category }) => category === 'car') ?? { cuboid: pedestrian }
      expect(bevIou(cuboid, car)).toBeGreaterThan(0.8)
      const turn = Math.abs(angleBetween(yawOf(cuboid.rotation), 0.2))
      expect(Math.min(turn, Math.PI - turn)).toBeLessThan(0.06)
    }
  })

  it('takes walls for none, and finds the car beside one', () => {
    const found = classicalProposals(street([wall, car]), SENSOR)
    expect(found.map(({ category }) => category)).toEqual(['car'])
  })

  it('finds nothing where there is nothing: no points, ten points, bare ground', () => {
    const ground = street([])
    for (const points of [new Float32Array(0), ground.slice(0, 40), ground]) {
      expect(classicalProposals(points, SENSOR)).toEqual([])
    }
  })
})

describe('clusters that no box covers', () => {
  it('are those that stand in none of the boxes', () => {
    const points = street([car, pedestrian])
    expect(unlabelledClusters(points, [car, pedestrian])).toEqual([])
    const [left, ...others] = unlabelledClusters(points, [car])
    expect(others).toEqual([])
    expect(left?.category).toBe('pedestrian')
    expect(distance(left?.cuboid.center ?? SENSOR, pedestrian.center)).toBeLessThan(0.5)
    expect(unlabelledClusters(points, []).map(({ category }) => category)).toEqual([
      'car',
      'pedestrian',
    ])
  })
})

const clips = REAL_CLIPS.filter(({ name }) => name.startsWith('clips/'))
const isAbsent = clips.some(({ folder }) => folder === null)

describe.skipIf(isAbsent)('the classical proposer on real frames', { timeout: 300_000 }, () => {
  it('finds half of the cars with 10 points within 50 m, less than 6 boxes a frame amiss', () => {
    let [cars, found, amiss, frames] = [0, 0, 0, 0]
    for (const { name, folder, read } of clips) {
      // KITTI's boxes are drawn in a camera: none lies beside its view.
      const isSeen = ({ center: [x, y] }: Cuboid): boolean =>
        Math.hypot(x, y) < 50 && (!name.includes('kitti') || Math.abs(Math.atan2(y, x)) < 0.68)
      for (const { points, boxes } of read(folder ?? '')) {
        frames++
        const proposed = classicalProposals(points, [0, 0, 0]).filter(
          ({ category, cuboid }) => category === 'car' && isSeen(cuboid),
        )
        const drawn = boxes.filter(
          ({ category, cuboid }) =>
            /car|van|vehicle/i.test(category) && !/large/i.test(category) && isSeen(cuboid),
        )
        const meets = (a: Cuboid, b: Cuboid): boolean => bevIou(a, b) >= 0.5
        const shown = drawn.filter(({ cuboid }) => countPointsInCuboid(points, cuboid) >= 10)
        cars += shown.length
        found += shown.filter((one) => proposed.some((it) => meets(it.cuboid, one.cuboid))).length
        amiss += proposed.filter((it) => !drawn.some((one) => meets(it.cuboid, one.cuboid))).length
      }
    }
    console.info(`classical, cars: ${found} of ${cars} found, ${(amiss / frames).toFixed(1)} amiss`)
    expect(found / cars).toBeGreaterThan(0.5)
    expect(amiss / frames).toBeLessThan(6)
  })
})
