import { blobId } from '@trueline/annotation'
import { fromYaw, IDENTITY_POSE } from '@trueline/geometry'
import { cropPoints, packSweep } from '@trueline/pointcloud'
import { groundPoints, rowsOf } from '@trueline/pointcloud/testing'
import { describe, expect, it } from 'vitest'
import { createCropService } from './crop.service.ts'

const ground = rowsOf(groundPoints([0, 0, 0], 12, () => 0))
const box = { center: [2, 1, 0], extent: [4, 2, 2], rotation: fromYaw(0.4) } as const

describe('the crop service', () => {
  it('gives the points around a box of all its sweeps, each from where its sensor stands', async () => {
    const { bytes, sections } = packSweep({ points: ground, ring: null, timeOffset: null })
    const asked: string[] = []
    const service = createCropService({
      read: async ({ ranges }) => {
        asked.push(...ranges.map(({ blob }) => blob))
        return ranges.map(() => bytes)
      },
      cancel: () => undefined,
    })
    const range = { blob: blobId('pack'), offset: 0, bytes: bytes.length }
    const lifted = { translation: [0, 0, 0.5], rotation: [0, 0, 0, 1] } as const
    const points = await service.points({
      requestId: 1,
      sweeps: [
        { range, sections, egoFromSensor: IDENTITY_POSE },
        { range, sections, egoFromSensor: lifted },
      ],
      cuboid: box,
      margin: 1,
    })
    const one = cropPoints(ground, { kind: 'cuboid', cuboid: box, margin: 1 })
    expect(asked).toEqual(['pack', 'pack'])
    expect(points.length).toBeGreaterThan(40)
    // Points on the very border may fall to either side of it.
    expect(Math.abs(points.length / 4 - (2 * one.length) / 4)).toBeLessThan(4)
    const heights = new Set(
      Array.from({ length: points.length / 4 }, (_, row) => points[row * 4 + 2]?.toFixed(1)),
    )
    expect(heights).toEqual(new Set(['0.0', '0.5']))
  })

  it('gives nothing of a frame without points', async () => {
    const service = createCropService({ read: async () => [], cancel: () => undefined })
    const request = { requestId: 1, sweeps: [], cuboid: box, margin: 1 }
    expect(await service.points(request)).toHaveLength(0)
  })
})
