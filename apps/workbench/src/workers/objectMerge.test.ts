import { blobId, type Clip, sensorId } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { fromYaw, IDENTITY_POSE, transform, type Vec3 } from '@trueline/geometry'
import { packSweep, unpackSweep } from '@trueline/pointcloud'
import { describe, expect, it } from 'vitest'
import { testClip } from '../testing/testStore.ts'
import { createMergeService } from './merge.service.ts'
import { objectSweeps } from './objectMerge.ts'

const a = track('a')
const lidar = sensorId('lidar')

/** A frame whose sweep is one point on the object and one far from it; the ego goes on by 1 m a frame. */
function drive(places: readonly Vec3[]): {
  readonly clip: Clip
  readonly packs: readonly Uint8Array[]
} {
  const packed = places.map(([x, y, z]) =>
    packSweep({
      points: Float32Array.of(x, y, z, 0.5, x + 30, y, z, 0.5),
      ring: null,
      timeOffset: null,
    }),
  )
  const bare = testClip(places.length, {
    sensors: [{ id: lidar, modality: 'lidar', egoFromSensor: IDENTITY_POSE, extras: {} }],
  })
  const frames = bare.frames.map((frame, index) => {
    const { bytes, sections, pointCount } = packed[index]!
    const range = { blob: blobId(`${index}`), offset: 0, bytes: bytes.length }
    return { ...frame, sweeps: [{ sensorId: lidar, range, pointCount, sections, timeUs: null }] }
  })
  return { clip: { ...bare, frames }, packs: packed.map(({ bytes }) => bytes) }
}

async function merged(packs: readonly Uint8Array[], sweeps: ReturnType<typeof objectSweeps>) {
  const service = createMergeService({
    read: async ({ ranges }) => ranges.map(({ blob }) => packs[Number(blob)]!),
  })
  const limits = { voxel: 0.001, mostPoints: 1000 }
  const { bytes, sections } = await service.merge(sweeps, limits, () => undefined)
  const points = unpackSweep(bytes, sections)
  return Array.from({ length: points.length / 4 }, (_, row) => [
    ...points.subarray(row * 4, row * 4 + 3),
  ])
}

describe('an object’s points of all frames', () => {
  it('are seen from its own box in each frame where it moves', async () => {
    const boxes = [0, 1, 2].map((frame) =>
      cuboid(a.id, frame, { center: [10 + frame * 3, frame, 0], rotation: fromYaw(frame) }),
    )
    // On the object always at the same spot, with half a centimeter between frames.
    const spots = boxes.map(({ center, rotation, frame }) =>
      transform({ translation: center, rotation }, [1.5 + frame * 0.02, 0.4, 0.3]),
    )
    const { clip, packs } = drive(spots)
    const points = await merged(packs, objectSweeps({ clip, track: a, cuboids: boxes }))
    expect(points).toHaveLength(3)
    for (const [x, y, z] of points) {
      expect(x).toBeGreaterThan(1.48)
      expect(x).toBeLessThan(1.56)
      expect(y).toBeCloseTo(0.4, 1)
      expect(z).toBeCloseTo(0.3, 1)
    }
  })

  it('are merged in the world where it stands still, though its boxes are off, and seen from the best of them', async () => {
    // Parked at 12 in the world: it comes nearer by 1 m a frame; the boxes are off by up to 30 cm.
    const boxes = [0, 1, 2].map((frame) =>
      cuboid(a.id, frame, { center: [12 - frame + frame * 0.15, 0, 0], pointCount: 9 - frame }),
    )
    const { clip, packs } = drive([0, 1, 2].map((frame) => [13 - frame + frame * 0.01, 0.5, 0]))
    const still = { ...a, isStatic: true }
    const points = await merged(packs, objectSweeps({ clip, track: still, cuboids: boxes }))
    for (const [x] of points) {
      expect(x).toBeGreaterThan(0.98)
      expect(x).toBeLessThan(1.04)
    }
    const moving = await merged(packs, objectSweeps({ clip, track: a, cuboids: boxes }))
    expect(Math.min(...moving.map(([x]) => x!))).toBeLessThan(0.8)
  })

  it('leave out rejected boxes, and of many frames take every n-th', () => {
    const { clip } = drive(Array.from({ length: 300 }, (): Vec3 => [10, 0, 0]))
    const boxes = Array.from({ length: 300 }, (_, frame) =>
      cuboid(a.id, frame, { state: frame < 100 ? 'rejected' : 'proposed' }),
    )
    const sweeps = objectSweeps({ clip, track: a, cuboids: boxes })
    expect(sweeps).toHaveLength(100)
    expect(sweeps[0]?.range.blob).toBe('100')
  })
})
