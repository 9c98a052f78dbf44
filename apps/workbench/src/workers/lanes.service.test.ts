import { readFileSync } from 'node:fs'
import {
  annotationsOf,
  applyPatch,
  blobId,
  type Clip,
  type Lane,
  mapElementId,
  sensorId,
  setStandardMap,
} from '@trueline/annotation'
import { fromMatrix4, IDENTITY_POSE } from '@trueline/geometry'
import { type ModelSession, WINDOW_CHANNELS } from '@trueline/perception'
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

/** A camera at the ego's front. */
const CAMERA = {
  id: sensorId('front'),
  modality: 'camera',
  egoFromSensor: fromMatrix4([0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 1.5]),
  model: { lens: 'pinhole', widthPx: 64, heightPx: 48, focalPx: [40, 40], centerPx: [32, 24] },
  extras: {},
} as const

/** The drive with a picture in each frame; the ego moves too little for the second to be looked at. */
function litDrive(): Clip {
  const bare = drive()
  const range = { blob: blobId('1'), offset: 0, bytes: 1 }
  const { widthPx, heightPx } = CAMERA.model
  const image = { sensorId: CAMERA.id, range, mime: 'image/jpeg', widthPx, heightPx }
  return {
    ...bare,
    sensors: [...bare.sensors, CAMERA],
    frames: bare.frames.map((frame) => ({ ...frame, images: [{ ...image, calibration: null }] })),
  }
}

const noPicture = (): Promise<never> => Promise.reject(new Error('no picture was asked for'))

const service = createLanesService({
  decode: noPicture,
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
      { model: source, backend: 'auto', traffic: null, drive: asked },
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

  it('are looked for on what cameras saw, and with the standard map of the clip', async () => {
    const shown: Float32Array[] = []
    let decoded = 0
    const watching = createLanesService({
      reader: { read: async () => [PACKED.bytes] },
      decode: async () => {
        decoded++
        return { pixels: new Uint8ClampedArray(64 * 48 * 4).fill(200), widthPx: 64, heightPx: 48 }
      },
      download: async (file) => readFileSync(new URL(file, folder)),
      open: async () => watchedSession(shown),
    })
    const roads = [
      {
        elementId: mapElementId('road'),
        points: [
          [-50, 0, 0],
          [50, 0, 0],
        ] as const,
      },
    ]
    const none = annotationsOf([])
    const mapped = applyPatch(none, setStandardMap(none, { roads }))
    const steps: LaneStep['step'][] = []
    for (const [clip, annotations] of [
      [litDrive(), mapped],
      [drive(), none],
    ] as const) {
      const asked = driveToPropose(clip, annotations, 'try')
      if (typeof asked === 'string') throw new Error(asked)
      const { value } = await watching.propose(
        { model: source, backend: 'auto', traffic: null, drive: asked },
        ({ step }) => steps.push(step),
      )
      expect(value!.pictures).toBe(clip.sensors.length - 1)
    }
    expect(decoded).toBe(1)
    expect([...new Set(steps)]).toEqual(['ground', 'pictures', 'lanes'])
    const filled = (window: Float32Array, channel: (typeof WINDOW_CHANNELS)[number]): number => {
      const size = window.length / WINDOW_CHANNELS.length
      const at = WINDOW_CHANNELS.indexOf(channel) * size
      return window.subarray(at, at + size).filter((value) => value !== 0).length
    }
    const [lit, dark] = shown
    for (const channel of ['luminance', 'clearness', 'map'] as const) {
      expect(filled(lit!, channel), channel).toBeGreaterThan(1000)
      expect(filled(dark!, channel), channel).toBe(0)
    }
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
      decode: noPicture,
      download: async () => new Uint8Array(64),
      open: () => Promise.resolve({} as never),
    })
    const asked = driveToPropose(drive(), annotationsOf([]), 'try')
    if (typeof asked === 'string') throw new Error(asked)
    const { problem } = await broken.propose(
      { model: source, backend: 'auto', traffic: null, drive: asked },
      () => undefined,
    )
    expect(problem?.where.en).toContain('decoder.bin')
  })
})

/** A session that sees nothing in any window, and keeps what it was shown. */
function watchedSession(shown: Float32Array[]): ModelSession {
  const outputs = { dense: [10, 200, 104], local: [16, 100, 52], starts: [33, 50, 26] }
  const empty = (dims: readonly number[]) => ({
    data: new Float32Array(dims.reduce((product, size) => product * size, 1)),
    dims: [1, ...dims],
  })
  return {
    run: async ({ window }: { readonly window: { readonly data: Float32Array } }) => {
      shown.push(window.data.slice())
      const [dense, local, starts] = Object.values(outputs).map(empty)
      return { dense, local, starts, memory: empty([768, 25, 13]) }
    },
    backendText: { en: 'none', zh: '无' },
    dispose: async () => undefined,
  } as unknown as ModelSession
}
