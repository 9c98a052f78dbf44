import { readFileSync } from 'node:fs'
import { annotationsOf, blobId, type Clip, type Lane, sensorId } from '@trueline/annotation'
import { IDENTITY_POSE } from '@trueline/geometry'
import { openNodeSession } from '@trueline/perception/node'
import { packSweep } from '@trueline/pointcloud'
import { describe, expect, it } from 'vitest'
import { testClip } from '../testing/testStore.ts'
import { createLanesService, type LaneStep } from './lanes.service.ts'
import { driveToPropose } from './lanes.ts'

const folder = new URL('../../../../packages/models/lanes/', import.meta.url)
const source = {
  manifest: readFileSync(new URL('manifest.json', folder), 'utf8'),
  network: 'lanes.onnx',
  decoder: 'decoder.bin',
}
const lidar = sensorId('lidar')

/** A street along x: asphalt with paint at its sides and dashes in its middle, 1.75 m left of the lidar. */
function street(): Float32Array {
  const rows: number[] = []
  for (let x = -40; x < 60; x += 0.25) {
    for (let y = -10; y < 10; y += 0.25) {
      const aside = Math.abs(y)
      const isDash = aside < 0.15 && Math.floor(x / 4) % 2 === 0
      const isPaint = isDash || Math.abs(aside - 3.5) < 0.15
      const isGrass = aside > 4.5
      const z = isGrass ? -1.65 : -1.8
      rows.push(x + 0.1, y + 1.8, z, isPaint ? 0.9 : isGrass ? 0.35 : 0.15)
    }
  }
  return Float32Array.from(rows)
}

const PACKED = packSweep({ points: street(), ring: null, timeOffset: null })

/** Two frames in the right-hand lane: one window. */
function drive(): Clip {
  const egoFromSensor = { translation: [0, 0, 1.8], rotation: [0, 0, 0, 1] } as const
  const bare = testClip(2, {
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
      worldFromEgo: { ...IDENTITY_POSE, translation: [3 * index, 0, 0] },
    })),
  }
}

const service = createLanesService({
  reader: { read: async () => [PACKED.bytes] },
  download: async (file) => readFileSync(new URL(file, folder)),
  open: (network) => openNodeSession(network, { backend: 'cpu', threads: 1 }),
})

describe('lanes along a drive', () => {
  it('are found on the ground of its sweeps, as proposals of the model', {
    timeout: 30_000,
  }, async () => {
    const asked = driveToPropose(drive(), annotationsOf([]), 'try')
    if (typeof asked === 'string') throw new Error(asked)
    const steps: LaneStep['step'][] = []
    const { value, problem } = await service.propose(
      { model: source, backend: 'auto', drive: asked },
      ({ step }) => steps.push(step),
    )
    expect(problem).toBeNull()
    const lanes = value!.records.filter((record): record is Lane => record.kind === 'lane')
    // The lane that was driven, in its direction.
    const driven = lanes.filter(({ centerLine }) => centerLine.every(([, y]) => Math.abs(y) < 0.5))
    expect(driven.some(({ centerLine }) => centerLine.at(-1)![0] > centerLine[0]![0] + 60)).toBe(
      true,
    )
    for (const record of value!.records) {
      expect(record).toMatchObject({ provenance: 'model', state: 'proposed' })
      expect(record.score).toBeGreaterThan(0)
      expect(String(record.id)).toContain('try')
    }
    expect([...new Set(steps)]).toEqual(['ground', 'lanes'])
  })

  it('are not looked for without poses or points', () => {
    const clip = drive()
    const none = annotationsOf([])
    const frames = clip.frames
    const lost = frames.map((frame) => ({ ...frame, worldFromEgo: null }))
    const blind = frames.map((frame) => ({ ...frame, sweeps: [] }))
    expect(driveToPropose({ ...clip, frames: lost }, none, 'try')).toBe('noPoses')
    expect(driveToPropose({ ...clip, frames: blind }, none, 'try')).toBe('noPoints')
  })

  it('tell what is wrong with a decoder that is none', async () => {
    const broken = createLanesService({
      reader: { read: async () => [PACKED.bytes] },
      download: async () => new Uint8Array(64),
      open: () => Promise.resolve({} as never),
    })
    const asked = driveToPropose(drive(), annotationsOf([]), 'try')
    if (typeof asked === 'string') throw new Error(asked)
    const { problem } = await broken.propose(
      { model: source, backend: 'auto', drive: asked },
      () => undefined,
    )
    expect(problem?.where.en).toContain('decoder.bin')
  })
})
