import { verbatim } from '@trueline/annotation'
import { fromYaw, IDENTITY_POSE } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { readManifest } from '../manifest/readManifest.ts'
import { openNodeSession } from '../session/node.ts'
import type { Inputs, ModelSession, Tensors } from '../session/session.ts'
import {
  type ManifestJson,
  mmdetPointPillars,
  openPcdetCenterPoint,
  openPcdetPointPillars,
  ourManifest,
} from '../testing/manifests.ts'
import { centerPointNetwork, ourNetwork, pointPillarsNetwork } from '../testing/networks.ts'
import { randomFrom, tensorOf } from '../testing/tensors.ts'
import { type AlignedSweep, mergeSweeps } from './mergeSweeps.ts'
import { type ProposeOptions, proposeFrame } from './proposeFrame.ts'

const options: ProposeOptions = { scoreFrom: 0.02, signal: null, now: () => performance.now() }

function sweepOf(points: Float32Array): AlignedSweep {
  return { points, egoFromSweep: IDENTITY_POSE, age: 0 }
}

/** Level ground with boxes of points on it. */
function street(count: number): Float32Array {
  const random = randomFrom(11)
  const points = new Float32Array(count * 4)
  for (let at = 0; at < points.length; at += 4) {
    points[at] = random() * 6
    points[at + 1] = random() * 6
    points[at + 2] = (at >> 2) % 5 === 0 ? Math.abs(random()) * 1.5 : random() * 0.02
    points[at + 3] = Math.abs(random())
  }
  return points
}

/** A network that answers without thinking. */
function answering(outputs: (inputs: Inputs) => Tensors): ModelSession {
  return {
    backend: 'cpu',
    backendText: verbatim(''),
    gpuRaster: null,
    run: (inputs) => Promise.resolve(outputs(inputs)),
    dispose: () => Promise.resolve(),
  }
}

const LAYOUTS: readonly (readonly [name: string, manifest: ManifestJson, network: Uint8Array])[] = [
  ['our raster net', ourManifest(64), ourNetwork(64)],
  ['PointPillars of OpenPCDet', openPcdetPointPillars(), pointPillarsNetwork('openpcdet')],
  ['PointPillars of mmdetection3d', mmdetPointPillars(), pointPillarsNetwork('mmdet')],
  ['CenterPoint of OpenPCDet', openPcdetCenterPoint(), centerPointNetwork()],
]

describe('proposing a frame’s objects', { timeout: 120_000 }, () => {
  it.each(LAYOUTS)('runs %s from points to boxes of its categories', async (_, json, network) => {
    const manifest = readManifest(JSON.stringify(json))
    const session = await openNodeSession(network, { backend: 'cpu', threads: 1 })
    const { detections } = await proposeFrame(
      { manifest, session },
      [sweepOf(street(4000))],
      options,
    )
    await session.dispose()
    expect(detections.length).toBeGreaterThan(0)
    const scores = detections.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    for (const { cuboid, category } of detections) {
      expect(manifest.classes.map((one) => one.category)).toContain(category)
      const values = [...cuboid.center, ...cuboid.extent, ...cuboid.rotation]
      expect(values.every(Number.isFinite)).toBe(true)
    }
  })

  it.each([
    ['no points', 0],
    ['ten points', 10],
    ['a million points', 1_000_000],
  ])('takes a sweep of %s', async (_, count) => {
    const manifest = readManifest(JSON.stringify(ourManifest(64)))
    const session = await openNodeSession(ourNetwork(64), { backend: 'cpu', threads: 1 })
    const model = { manifest, session }
    const { detections } = await proposeFrame(model, [sweepOf(street(count))], options)
    await session.dispose()
    // Where no ground is known, nothing stands.
    if (count === 0) expect(detections).toEqual([])
    else expect(detections.length).toBeGreaterThan(0)
  })

  it('takes a sweep without ground', async () => {
    const manifest = readManifest(JSON.stringify(ourManifest(64)))
    const session = await openNodeSession(ourNetwork(64), { backend: 'cpu', threads: 1 })
    const floating = street(2000).map((value, at) => (at % 4 === 2 ? 3 + Math.abs(value) : value))
    const { detections } = await proposeFrame({ manifest, session }, [sweepOf(floating)], options)
    await session.dispose()
    expect(detections.every(({ cuboid }) => Number.isFinite(cuboid.center[2]))).toBe(true)
  })

  it('shows a network the raster on its own GPU, and that in memory where the GPU has no room', async () => {
    const manifest = readManifest(JSON.stringify(ourManifest(64)))
    const buffer = { size: 13 * 64 * 64 * 4, destroy: () => undefined }
    for (const made of [buffer, null]) {
      const cpu = await openNodeSession(ourNetwork(64), { backend: 'cpu', threads: 1 })
      const shown: Inputs[string][] = []
      const session: ModelSession = {
        ...answering(() => ({})),
        run: async ({ raster }) => {
          shown.push(raster!)
          return cpu.run({ raster: tensorOf([1, 13, 64, 64]) })
        },
        gpuRaster: { make: async () => made, dispose: () => undefined },
      }
      await proposeFrame({ manifest, session }, [sweepOf(street(4000))], options)
      await cpu.dispose()
      const [raster] = shown
      expect(raster?.dims).toEqual([1, 13, 64, 64])
      if (made === null) expect(raster).toHaveProperty('data')
      else expect(raster).toHaveProperty('buffer', buffer)
    }
  })

  it('lifts the points to the ground a model expects, and the boxes back to the ego’s', async () => {
    const manifest = readManifest(JSON.stringify(openPcdetCenterPoint()))
    const seen: number[] = []
    const session = answering(({ voxels }) => {
      if (voxels === undefined || 'buffer' in voxels) throw new Error('No points in memory')
      for (let at = 0; at < 50; at++) seen.push(voxels.data[at * 80 + 2]!)
      const outputs = [1, 2].flatMap((classes, task) => [
        [`hm_${task}`, tensorOf([1, classes, 16, 16], -9)],
        [`center_${task}`, tensorOf([1, 2, 16, 16])],
        [`center_z_${task}`, tensorOf([1, 1, 16, 16], -0.93)],
        [`dim_${task}`, tensorOf([1, 3, 16, 16])],
        [`rot_${task}`, tensorOf([1, 2, 16, 16], 1)],
      ])
      const tensors: Record<string, ReturnType<typeof tensorOf>> = Object.fromEntries(outputs)
      tensors.hm_0!.data[40] = 3
      return tensors
    })
    const ground = street(4000).filter((_, at) => (at >> 2) % 5 !== 0)
    const { detections } = await proposeFrame({ manifest, session }, [sweepOf(ground)], options)
    expect(Math.max(...seen.map((height) => Math.abs(height + 1.73)))).toBeLessThan(0.1)
    expect(detections).toHaveLength(1)
    expect(Math.abs((detections[0]?.cuboid.center[2] ?? 9) - 0.8)).toBeLessThan(0.1)
  })

  it('gives up when nobody wants the answer any more', async () => {
    const controller = new AbortController()
    const session = answering(() => {
      controller.abort(new Error('No longer wanted'))
      return {}
    })
    const manifest = readManifest(JSON.stringify(ourManifest(64)))
    const asked = proposeFrame({ manifest, session }, [sweepOf(street(100))], {
      ...options,
      signal: controller.signal,
    })
    await expect(asked).rejects.toThrow('No longer wanted')
  })
})

describe('sweeps shown together', () => {
  it('are moved into the frame’s ego space and know how old they are', () => {
    const { points, ages } = mergeSweeps([
      sweepOf(Float32Array.of(1, 2, 3, 0.5)),
      {
        points: Float32Array.of(1, 0, 0, 0.25, 0, 1, 0, 0),
        egoFromSweep: { translation: [-10, 0, 0], rotation: fromYaw(Math.PI / 2) },
        age: 0.5,
      },
    ])
    const expected = [1, 2, 3, 0.5, -10, 1, 0, 0.25, -11, 0, 0, 0]
    expect(points.every((value, at) => Math.abs(value - expected[at]!) < 1e-6)).toBe(true)
    expect(ages).toEqual(Float32Array.of(0, 0.5, 0.5))
  })
})
