import { verbatim } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { ModelError } from '../modelError.ts'
import { brokenNetwork, ourNetwork, pointPillarsNetwork } from '../testing/networks.ts'
import { randomFrom, tensorOf } from '../testing/tensors.ts'
import type { Gpu, GpuAdapter } from './gpu.ts'
import { openNodeSession } from './node.ts'
import { openOrtSession } from './ortSession.ts'
import type { ModelSession, Tensors } from './session.ts'
import { openWebSession, type WebEnvironment } from './web.ts'

const noGpu: WebEnvironment = { gpu: null, isIsolated: false, processors: 2 }
const openNode = (network: Uint8Array): Promise<ModelSession> =>
  openNodeSession(network, { backend: 'cpu', threads: 1 })
const openWeb = (network: Uint8Array, environment = noGpu): Promise<ModelSession> =>
  openWebSession(network, { environment, backend: 'auto', allowsSoftware: false, raster: null })

function rasterOf(cells: number): Tensors {
  const raster = tensorOf([1, 13, cells, cells])
  const random = randomFrom(5)
  for (let at = 0; at < raster.data.length; at++) raster.data[at] = random()
  return { raster }
}

/** What a promise is refused with. */
async function refusalOf(promise: Promise<unknown>): Promise<ModelError> {
  const error = await promise.then(
    () => new Error('It was not refused'),
    (reason: unknown) => reason,
  )
  if (error instanceof ModelError) return error
  throw error
}

describe('a session', { timeout: 60_000 }, () => {
  it('gives the same outputs beside Node and as WebAssembly', async () => {
    const inputs = rasterOf(64)
    const node = await openNode(ourNetwork(64))
    const fromNode = await node.run(inputs)
    expect(Object.keys(fromNode).toSorted()).toEqual(['box', 'heatmap'])
    await node.dispose()
    const threaded = { backend: 'wasm', threads: 2 } as const
    for (const open of [openWeb, (one: Uint8Array) => openNodeSession(one, threaded)]) {
      const session = await open(ourNetwork(64))
      expect(session.backend).toBe('wasm')
      const outputs = await session.run(inputs)
      await session.dispose()
      for (const [name, { data, dims }] of Object.entries(fromNode)) {
        expect(outputs[name]?.dims).toEqual(dims)
        const off = data.map((value, at) => Math.abs(value - (outputs[name]?.data[at] ?? 9)))
        expect(Math.max(...off)).toBeLessThan(1e-4)
      }
    }
  })

  it('takes whole numbers as the type that the network asks for', async () => {
    const session = await openNode(pointPillarsNetwork('mmdet'))
    const outputs = await session.run({
      voxels: tensorOf([200, 8, 4], 0.5),
      num_points: { data: new Int32Array(200), dims: [200] },
      coors: { data: new Int32Array(800), dims: [200, 4] },
    })
    expect(outputs.bbox_pred0?.dims).toEqual([1, 42, 16, 16])
    await session.dispose()
  })

  it('is refused for bytes that are no network, on every backend', async () => {
    const text = new TextEncoder().encode('<!doctype html><title>404</title>')
    for (const open of [openNode, openWeb]) {
      expect(await refusalOf(open(text))).toMatchObject({ problem: 'notOnnx' })
      expect(await refusalOf(open(ourNetwork(64).subarray(0, 900)))).toMatchObject({
        problem: 'notOnnx',
      })
    }
  })

  it('is refused for operators that a backend does not have, and names them', async () => {
    for (const open of [openNode, openWeb]) {
      expect(await refusalOf(open(brokenNetwork('PPScatterPlugin', 'nvidia')))).toMatchObject({
        problem: 'operators',
        found: { en: 'the operator nvidia:PPScatterPlugin' },
      })
      expect(await refusalOf(open(brokenNetwork('Unheard')))).toMatchObject({
        problem: 'operators',
        found: { en: 'the operator Unheard' },
      })
    }
  })

  it('refuses inputs of other names and other shapes than the network’s', async () => {
    const session = await openNode(ourNetwork(64))
    expect(await refusalOf(session.run({ voxels: tensorOf([1]) }))).toMatchObject({
      problem: 'inputs',
      found: { en: 'raster' },
      expected: { en: 'voxels' },
    })
    expect(await refusalOf(session.run(rasterOf(32)))).toMatchObject({
      problem: 'shape',
      where: { en: 'input raster' },
      found: { en: '1 × 13 × 64 × 64' },
      expected: { en: '1 × 13 × 32 × 32' },
    })
    await session.dispose()
  })
})

describe('a session on a GPU that is lost', { timeout: 60_000 }, () => {
  it('ends the run under way and refuses every later one', async () => {
    let lose: (reason: unknown) => void = () => undefined
    const lost = new Promise((resolve) => {
      lose = resolve
    })
    const { InferenceSession, Tensor } = await import('onnxruntime-node')
    const session = await openOrtSession({ InferenceSession, Tensor }, ourNetwork(64), {
      backend: 'webgpu',
      backendText: verbatim('WebGPU, a GPU of the test'),
      session: { executionProviders: ['cpu'] },
      lost,
    })
    await session.run(rasterOf(64))
    const running = refusalOf(session.run(rasterOf(64)))
    lose({ reason: 'unknown' })
    const gone = { problem: 'deviceLost', where: { en: 'WebGPU, a GPU of the test' } }
    expect(await running).toMatchObject(gone)
    expect(await refusalOf(session.run(rasterOf(64)))).toMatchObject(gone)
    await session.dispose()
  })
})

describe('choosing where a network runs', { timeout: 60_000 }, () => {
  /** A browser whose GPU says this of itself, and refuses to be used. */
  const gpu = (architecture: string, isFallbackAdapter = false): Gpu => {
    const adapter: GpuAdapter = {
      info: { vendor: 'google', architecture, device: '', description: '', isFallbackAdapter },
      features: new Set<string>(),
      limits: {},
      requestDevice: () => Promise.reject(new Error('requestDevice: no device')),
    }
    return { requestAdapter: () => Promise.resolve(adapter) }
  }

  it('takes a GPU made of software for none', async () => {
    for (const software of [gpu('swiftshader'), gpu('unknown', true), gpu('llvmpipe')]) {
      const environment = { ...noGpu, gpu: software }
      const session = await openWeb(ourNetwork(64), environment)
      expect(session.backend).toBe('wasm')
      await session.dispose()
      const asked = openWebSession(ourNetwork(64), {
        environment,
        backend: 'webgpu',
        allowsSoftware: false,
        raster: null,
      })
      expect(await refusalOf(asked)).toMatchObject({ problem: 'backend', found: { en: 'no GPU' } })
    }
  })

  it('goes on as WebAssembly where the GPU cannot be used', async () => {
    const session = await openWeb(ourNetwork(64), { ...noGpu, gpu: gpu('ada-lovelace') })
    expect(session.backend).toBe('wasm')
    await session.dispose()
  })

  it('says so where WebGPU is asked for in a browser without it', async () => {
    const asked = openWebSession(ourNetwork(64), {
      environment: noGpu,
      backend: 'webgpu',
      allowsSoftware: false,
      raster: null,
    })
    expect(await refusalOf(asked)).toMatchObject({ found: { en: 'a browser without it' } })
  })
})
