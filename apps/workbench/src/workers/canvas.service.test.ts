import { annotationsOf, blobId, type Clip, sensorId } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { fromMatrix4, fromYaw, IDENTITY_POSE } from '@trueline/geometry'
import { packSweep } from '@trueline/pointcloud'
import { describe, expect, it } from 'vitest'
import { testClip } from '../testing/testStore.ts'
import { createCanvasService } from './canvas.service.ts'
import { framesToPaint } from './canvas.ts'

const lidar = sensorId('lidar')
const car = track('a')

/** Flat ground 40 m around, brighter to the left of the lidar that is turned by 90°. */
function ground(): Float32Array {
  const rows: number[] = []
  for (let x = -20; x < 20; x += 0.25) {
    for (let y = -20; y < 20; y += 0.25) rows.push(x + 0.1, y + 0.1, -1.8, x > 5 ? 0.8 : 0.2)
  }
  return Float32Array.from(rows)
}

const PACKED = packSweep({ points: ground(), ring: null, timeOffset: null })

/** A clip whose ego moves by so much a frame along x. */
function drive(stride: number, frames: number): Clip {
  const egoFromSensor = { translation: [0, 0, 1.8], rotation: fromYaw(Math.PI / 2) } as const
  const bare = testClip(frames, {
    sensors: [{ id: lidar, modality: 'lidar', egoFromSensor, extras: {} }],
  })
  const { bytes, sections, pointCount } = PACKED
  const range = { blob: blobId('0'), offset: 0, bytes: bytes.length }
  const sweep = { sensorId: lidar, range, pointCount, sections, timeUs: null }
  return {
    ...bare,
    frames: bare.frames.map((frame, index) => ({
      ...frame,
      sweeps: [sweep],
      worldFromEgo: { ...IDENTITY_POSE, translation: [stride * index, 0, 0] },
    })),
  }
}

const reader = { read: async () => [PACKED.bytes] }
const noPicture = (): Promise<never> => Promise.reject(new Error('no picture was asked for'))

describe('the canvas of a clip', () => {
  it('is painted of the frames where the ego had moved on', () => {
    const none = annotationsOf([])
    expect(framesToPaint(drive(0.2, 21), none)).toHaveLength(5)
    expect(framesToPaint(drive(0, 30), none)).toHaveLength(1)
    expect(framesToPaint(drive(2, 1000), none).length).toBeLessThanOrEqual(120)
  })

  it('shows the ground in the world, on its height, and not under boxes', async () => {
    const box = cuboid(car.id, 0, { center: [2, -8, 0.5], extent: [4, 2, 1] })
    const frames = framesToPaint(drive(1, 1), annotationsOf([car, box]))
    const shares: number[] = []
    const service = createCanvasService({ reader, decode: noPicture })
    const tiles = await service.paint(frames, (share) => shares.push(share))
    expect(shares).toEqual([0.5, 1])
    const pixelAt = (x: number, y: number): readonly number[] => {
      const tile = tiles.find(
        ({ minX, minY }) => x >= minX && x < minX + 32 && y >= minY && y < minY + 32,
      )!
      const cell = Math.floor((y - tile.minY) * 4) * 128 + Math.floor((x - tile.minX) * 4)
      return [...tile.pixels.subarray(4 * cell, 4 * cell + 4)]
    }
    // The lidar's x is the ego's y.
    expect(pixelAt(3, 12)[0]).toBeGreaterThan(pixelAt(3, -12)[0]! + 30)
    expect(pixelAt(3, -12)[3]).toBe(255)
    expect(pixelAt(2, -8)[3]).toBe(0)
    expect(Math.abs(tiles[0]!.heights[0]!)).toBeLessThan(0.02)
  })

  it('has the colors of cameras where they looked', async () => {
    const [frame] = framesToPaint(drive(1, 1), annotationsOf([]))
    const model = {
      lens: 'pinhole',
      widthPx: 64,
      heightPx: 48,
      focalPx: [40, 40],
      centerPx: [32, 24],
    } as const
    // Ahead of the ego: x right, y down, z forward.
    const egoFromCamera = fromMatrix4([0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 1.5])
    const range = { blob: blobId('0'), offset: 0, bytes: 1 }
    const pictures = [{ range, mime: 'image/png', egoFromCamera, model }]
    const red = new Uint8ClampedArray(64 * 48 * 4).map((_, at) => (at % 4 === 2 ? 0 : 220))
    const decode = async () => ({ pixels: red, widthPx: 64, heightPx: 48 })
    const service = createCanvasService({ reader, decode })
    const tiles = await service.paint([{ ...frame!, pictures }], () => undefined)
    const tile = tiles.find(({ minX, minY }) => minX === 0 && minY === 0)!
    const pixelAt = (x: number, y: number): Uint8ClampedArray =>
      tile.pixels.subarray(4 * (4 * y * 128 + 4 * x)).subarray(0, 4)
    expect(pixelAt(10, 1)[0]! - pixelAt(10, 1)[2]!).toBeGreaterThan(60)
    expect(pixelAt(1, 10)[0]).toBe(pixelAt(1, 10)[2])
  })
})
