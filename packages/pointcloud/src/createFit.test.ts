import { angleBetween, type Cuboid, fromYaw, type Vec3, yawOf } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFit, type Seed } from './createFit.ts'
import { fitYaw } from './fitYaw.ts'
import { groundOf } from './ground.ts'
import { facePoints, groundPoints, rowsOf } from './testing/scene.ts'

const SENSOR: Vec3 = [0, 0, 1.7]
const yaws = fc.integer({ min: -314, max: 314 }).map((n) => n / 100)

const car = (center: Vec3, yaw: number): Cuboid => ({
  center,
  extent: [4.5, 1.9, 1.6],
  rotation: fromYaw(yaw),
})

function sceneOf(...cars: readonly Cuboid[]): Float32Array {
  return rowsOf([
    ...groundPoints([12, 3, 0], 15, () => 0),
    ...cars.flatMap((cuboid) => facePoints(cuboid, SENSOR)),
  ])
}

function create(points: Float32Array, seed: Seed, referenceYaw: number) {
  const typicalExtent: Vec3 = [4.4, 1.85, 1.55]
  return createFit(points, seed, {
    ground: groundOf(points),
    sensor: SENSOR,
    typicalExtent,
    referenceYaw,
  })
}

describe('the yaw of an object’s points', () => {
  it('is that of the two sides seen, of the four ways the one nearest the reference', () => {
    fc.assert(
      fc.property(yaws, fc.integer({ min: -40, max: 40 }), (yaw, offDeg) => {
        const points = rowsOf(facePoints(car([12, 7, 0.8], yaw), SENSOR))
        const fitted = fitYaw(points, yaw + (offDeg * Math.PI) / 180)
        // Points within 5 cm of a side count alike: over a car's length that is up to 2 degrees.
        expect(Math.abs(angleBetween(fitted ?? Number.NaN, yaw))).toBeLessThan(0.035)
      }),
    )
  })

  it('turns half around with its reference', () => {
    const points = rowsOf(facePoints(car([12, 7, 0.8], 0.4), SENSOR))
    const there = fitYaw(points, 0.4) ?? Number.NaN
    const back = fitYaw(points, 0.4 - Math.PI) ?? Number.NaN
    expect(Math.abs(angleBetween(there, back))).toBeCloseTo(Math.PI, 5)
  })

  it('is not known from fewer than five points', () => {
    expect(fitYaw(new Float32Array(16), 0)).toBeNull()
  })
})

describe('creating a box', () => {
  it('fits the car that was clicked, not the one beside it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), (yawDeg) => {
        const yaw = (yawDeg * Math.PI) / 180
        const clicked = car([12, 5, 0.8], yaw)
        const beside = car([12, 9, 0.8], yaw)
        const points = sceneOf(clicked, beside)
        const answer = create(points, { kind: 'point', point: [11, 4.5, 0.9] }, yaw)
        expect(answer).toMatchObject({ outcome: 'fitted' })
        if (answer.outcome !== 'fitted') return
        answer.cuboid.center.forEach((value, axis) => {
          expect(Math.abs(value - clicked.center[axis]!)).toBeLessThan(0.12)
        })
        expect(Math.abs(angleBetween(yawOf(answer.cuboid.rotation), yaw))).toBeLessThan(0.03)
      }),
      { numRuns: 20 },
    )
  })

  it('carries a car of which only the rear is seen on to its usual length, away from the sensor', () => {
    const points = sceneOf(car([12, 0, 0.8], 0))
    const answer = create(points, { kind: 'point', point: [9.75, 0, 1] }, 0)
    expect(answer).toMatchObject({ outcome: 'fitted' })
    if (answer.outcome !== 'fitted') return
    const { center, extent } = answer.cuboid
    expect(extent[0]).toBeCloseTo(4.4)
    expect(center[0] - extent[0] / 2).toBeCloseTo(9.75, 1)
  })

  it('takes a side as wide as a car for its end, whichever way the reference looks', () => {
    for (const referenceYaw of [0, Math.PI / 2, -Math.PI / 2, 3]) {
      const points = sceneOf(car([12, 0, 0.8], 0))
      const answer = create(points, { kind: 'point', point: [9.75, 0, 1] }, referenceYaw)
      const center = answer.outcome === 'fitted' ? answer.cuboid.center : [Number.NaN]
      expect(center[0]).toBeCloseTo(12, 0)
    }
  })

  it('does not cut a car that is longer than usual', () => {
    const long: Cuboid = { center: [12, 6, 0.8], extent: [6.2, 1.9, 1.6], rotation: fromYaw(0) }
    const answer = create(sceneOf(long), { kind: 'point', point: [10, 5, 0.9] }, 0)
    expect(answer.outcome === 'fitted' && answer.cuboid.extent[0]).toBeCloseTo(6.2, 1)
  })

  it('looks the way its reference does', () => {
    const points = sceneOf(car([12, 5, 0.8], 0.2))
    const answer = create(points, { kind: 'point', point: [11, 4.5, 0.9] }, 3)
    const yaw = answer.outcome === 'fitted' ? yawOf(answer.cuboid.rotation) : Number.NaN
    expect(Math.abs(angleBetween(yaw, 0.2 - Math.PI))).toBeLessThan(0.03)
  })

  it('fits what stands in an area drawn on the ground, its corners in either turn', () => {
    const corners: readonly Vec3[] = [
      [9, 3.5, 0],
      [15, 3.5, 0],
      [15, 6.8, 0],
      [9, 6.8, 0],
    ]
    const points = sceneOf(car([12, 5, 0.8], 0.1), car([12, 9, 0.8], 0.1))
    for (const turned of [corners, corners.toReversed()]) {
      const answer = create(points, { kind: 'area', corners: turned }, 0)
      const center = answer.outcome === 'fitted' ? answer.cuboid.center : [Number.NaN]
      expect(center[0]).toBeCloseTo(12, 1)
      expect(center[1]).toBeCloseTo(5, 1)
    }
  })

  it('is refused on bare ground', () => {
    const points = sceneOf(car([12, 5, 0.8], 0))
    expect(create(points, { kind: 'point', point: [8, -4, 0] }, 0)).toEqual({
      outcome: 'refused',
      why: 'tooFewPoints',
    })
  })
})
