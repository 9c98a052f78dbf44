import { fromYaw, IDENTITY_POSE, invert, type Pose, poseOf, type Vec3 } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeByPose, startMerge } from './mergeByPose.ts'
import { facePoints, rowsOf } from './testing/scene.ts'

const plain = (points: Float32Array, targetFromSource: Pose = IDENTITY_POSE) => ({
  points,
  targetFromSource,
  within: null,
})

const value = fc.integer({ min: -2000, max: 2000 }).map((n) => n / 100)
const clouds = fc
  .array(fc.tuple(value, value, value), { maxLength: 200 })
  .map((positions) => rowsOf(positions))

const cellsOf = (points: Float32Array, side: number): readonly string[] =>
  Array.from({ length: points.length / 4 }, (_, row) =>
    [...points.subarray(row * 4, row * 4 + 3)].map((v) => Math.floor(v / side)).join(),
  )

describe('merging clouds by pose', () => {
  it('keeps one point of every cube that any cloud has one in', () => {
    fc.assert(
      fc.property(clouds, clouds, (a, b) => {
        const merged = mergeByPose([plain(a), plain(b)], { voxel: 0.5, mostPoints: 1e5 })
        const cells = cellsOf(merged, 0.5)
        expect(new Set(cells).size).toBe(cells.length)
        expect(new Set(cells)).toEqual(new Set([...cellsOf(a, 0.5), ...cellsOf(b, 0.5)]))
      }),
    )
  })

  it('never holds more points than allowed, and then thins out all of them evenly', () => {
    const merge = startMerge({ voxel: 0.1, mostPoints: 500 })
    for (let frame = 0; frame < 40; frame++) {
      const row = Array.from({ length: 100 }, (_, n): Vec3 => [frame, n * 0.5, 0])
      merge.add(plain(rowsOf(row)))
      expect(merge.points().length / 4).toBeLessThanOrEqual(500)
    }
    const merged = merge.points()
    expect(merged.length / 4).toBeGreaterThan(100)
    const xs = [...merged.filter((_, index) => index % 4 === 0)]
    expect(Math.min(...xs)).toBeLessThan(4)
    expect(Math.max(...xs)).toBeGreaterThan(35)
  })

  it('lays a moving object’s views over each other in the object’s own space', () => {
    const at = (frame: number) => ({
      center: [10 + 3 * frame, 4 - frame, 0.8] as const,
      extent: [4.5, 1.8, 1.6] as const,
      rotation: fromYaw(0.1 * frame),
    })
    const merged = mergeByPose(
      [0, 1, 2, 3].map((frame) => ({
        points: rowsOf([...facePoints(at(frame), [0, 0, 0]), [50, 50, 0]]),
        targetFromSource: invert(poseOf(at(frame))),
        within: { cuboid: at(frame), margin: 0.1 },
      })),
      { voxel: 0.05, mostPoints: 1e5 },
    )
    expect(merged.length / 4).toBeGreaterThan(400)
    for (let row = 0; row < merged.length; row += 4) {
      const [x = 0, y = 0, z = 0] = merged.subarray(row, row + 3)
      const off = Math.max(Math.abs(x) - 2.25, Math.abs(y) - 0.9, Math.abs(z) - 0.8)
      // On a face, none inside and none outside.
      expect(Math.abs(off)).toBeLessThan(1e-4)
    }
  })

  it('passes over points that are nowhere', () => {
    const points = Float32Array.of(Number.NaN, 0, 0, 0, 1, 2, 3, 0.5)
    expect([...mergeByPose([plain(points)], { voxel: 1, mostPoints: 10 })]).toEqual([1, 2, 3, 0.5])
  })
})
