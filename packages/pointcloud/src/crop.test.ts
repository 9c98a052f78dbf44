import { countPointsInCuboid, fromYaw } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cropPoints } from './crop.ts'
import { gridIndexOf, pointsNear } from './gridIndex.ts'

const value = fc.integer({ min: -3000, max: 3000 }).map((n) => n / 100)
const clouds = fc
  .array(fc.tuple(value, value, value, fc.constant(0)), { maxLength: 300 })
  .map((rows) => Float32Array.from(rows.flat()))
const cuboids = fc.record({
  center: fc.tuple(value, value, value),
  extent: fc.tuple(
    fc.integer({ min: 1, max: 20 }),
    fc.integer({ min: 1, max: 20 }),
    fc.integer({ min: 1, max: 20 }),
  ),
  rotation: value.map((angle) => fromYaw(angle / 10)),
})

describe('cropping points', () => {
  it('keeps exactly the points inside the cuboid, grown by the margin', () => {
    fc.assert(
      fc.property(clouds, cuboids, (points, cuboid) => {
        const [length, width, height] = cuboid.extent
        const grown = { ...cuboid, extent: [length + 3, width + 3, height + 3] as const }
        const cropped = cropPoints(points, { kind: 'cuboid', cuboid, margin: 1.5 })
        expect(cropped.length / 4).toBe(countPointsInCuboid(points, grown))
        expect(countPointsInCuboid(cropped, grown)).toBe(cropped.length / 4)
      }),
    )
  })

  it('keeps the points within a radius, those on it too, in their order', () => {
    const points = Float32Array.of(3, 4, 0, 0.1, 4, 4, 0, 0.2, 0, 0, -5, 0.3, Number.NaN, 0, 0, 0.4)
    const cropped = cropPoints(points, { kind: 'near', center: [0, 0, 0], radius: 5 })
    expect([...cropped]).toEqual([...points.subarray(0, 4), ...points.subarray(8, 12)])
  })
})

describe('a grid index', () => {
  it('finds every point of a cuboid, wherever it lies', () => {
    fc.assert(
      fc.property(clouds, cuboids, (points, cuboid) => {
        const near = pointsNear(gridIndexOf(points), cuboid, 0)
        expect(countPointsInCuboid(near, cuboid)).toBe(countPointsInCuboid(points, cuboid))
        expect(near.length).toBeLessThanOrEqual(points.length)
      }),
    )
  })

  it('gives nothing far from all points, and nothing of an empty cloud', () => {
    const cuboid = { center: [500, 0, 0], extent: [1, 1, 1], rotation: [0, 0, 0, 1] } as const
    expect(pointsNear(gridIndexOf(Float32Array.of(0, 0, 0, 0)), cuboid, 1)).toHaveLength(0)
    expect(pointsNear(gridIndexOf(new Float32Array(0)), cuboid, 1)).toHaveLength(0)
  })

  it('finds strays at kilometers and leaves out points that are nowhere', () => {
    const points = Float32Array.of(0, 0, 0, 0, 1e6, 0, 0, 0, Number.NaN, 0, 0, 0)
    const index = gridIndexOf(points)
    const cuboid = { center: [1e6, 0, 0], extent: [1, 1, 1], rotation: [0, 0, 0, 1] } as const
    expect(index.points).toHaveLength(8)
    expect(index.starts.length).toBeLessThan(300_000)
    expect([...pointsNear(index, cuboid, 0)]).toEqual([1e6, 0, 0, 0])
  })
})
