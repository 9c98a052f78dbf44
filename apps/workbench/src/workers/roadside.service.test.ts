import { blobId } from '@trueline/annotation'
import { IDENTITY_POSE } from '@trueline/geometry'
import { packSweep } from '@trueline/pointcloud'
import { describe, expect, it } from 'vitest'
import { createRoadsideService } from './roadside.service.ts'

/** A lamp post of 5 m, 8 m ahead of the lidar and 4 m to its left, on level ground 1.8 m below it. */
function street(): Float32Array {
  const rows: number[] = []
  for (let x = -15; x < 20; x += 0.25) {
    for (let y = -12; y < 12; y += 0.25) rows.push(x, y, -1.8, 0.2)
  }
  for (let z = -1.7; z < 3.2; z += 0.07) {
    for (const turn of [0, 1, 2, 3, 4, 5]) {
      rows.push(8 + 0.06 * Math.cos(turn), 4 + 0.06 * Math.sin(turn), z, 0.3)
    }
  }
  return Float32Array.from(rows)
}

describe('things beside the road of a drive', () => {
  it('are found in sweeps as they lie in packs, in the world, with the share that was looked at', async () => {
    const { bytes, sections, pointCount } = packSweep({
      ...{ points: street(), ring: null, timeOffset: null },
    })
    const service = createRoadsideService({ read: async () => [bytes] })
    const range = { blob: blobId('0'), offset: 0, bytes: bytes.length }
    const egoFromSensor = { ...IDENTITY_POSE, translation: [0, 0, 1.8] } as const
    const frame = {
      worldFromEgo: { ...IDENTITY_POSE, translation: [100, 50, 3] } as const,
      sweeps: [{ sensorId: 'lidar', range, pointCount, sections, egoFromSensor }],
      boxes: [],
    }
    const shares: number[] = []
    const records = await service.propose({ frames: [frame, frame], prefix: 'p' }, (share) =>
      shares.push(share),
    )
    expect(shares).toEqual([0, 0.5])
    const [pole, ...others] = records
    expect(others).toEqual([])
    if (pole?.kind !== 'mapElement' || pole.shape.kind !== 'box') throw new Error('no pole')
    const { center, extent } = pole.shape.cuboid
    expect(pole.elementKind).toBe('pole')
    expect(center[0]).toBeCloseTo(108, 1)
    expect(center[1]).toBeCloseTo(54, 1)
    expect(Math.abs(center[2] - 5.5)).toBeLessThan(0.2)
    expect(Math.abs(extent[2] - 5)).toBeLessThan(0.3)
  })
})
