import { ModelError } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'
import { type GpuRaster, openGpuRaster } from '../raster/gpuRaster.ts'
import type { RasterRecipe } from '../raster/raster.ts'
import { backendTexts, threadsText } from './backendTexts.ts'
import {
  adapterText,
  findAdapter,
  type Gpu,
  type GpuAdapter,
  type GpuDevice,
  openDevice,
} from './gpu.ts'
import { type Ort, openOrtSession } from './ortSession.ts'
import type { ModelSession } from './session.ts'

export type { Gpu } from './gpu.ts'

/** What a browser has to compute on. */
export type WebEnvironment = {
  /** `navigator.gpu`; `null` where the browser has none. */
  readonly gpu: Gpu | null
  /** `crossOriginIsolated`: only then may WebAssembly use threads. */
  readonly isIsolated: boolean
  /** `navigator.hardwareConcurrency`. */
  readonly processors: number
}

/** How a network runs in a browser. */
export type WebOptions = {
  readonly environment: WebEnvironment
  /** `auto`: the GPU, else WebAssembly. */
  readonly backend: 'auto' | 'webgpu' | 'wasm'
  /** What the network is shown, where that is a raster: on a GPU it is made there. */
  readonly raster: RasterRecipe | null
  /** Whether a GPU made of software is one: right, but slower than WebAssembly. */
  readonly allowsSoftware: boolean
}

/** More threads than these no longer make a network of ours faster. */
const MOST_THREADS = 4

/**
 * A network in the browser: on WebGPU where there is a GPU, else on WebAssembly with threads where the
 * page is isolated, else on one thread. `auto` also takes WebAssembly where the GPU refuses the network.
 *
 * @throws {ModelError} when the network cannot be loaded, or WebGPU was asked for and there is none.
 */
export async function openWebSession(
  network: Uint8Array,
  options: WebOptions,
): Promise<ModelSession> {
  const { environment, backend, allowsSoftware } = options
  const adapter = backend === 'wasm' ? null : await findAdapter(environment.gpu, allowsSoftware)
  if (adapter === null) {
    if (backend !== 'webgpu') return openWasm(network, environment)
    throw new ModelError('backend', {
      where: 'WebGPU',
      found: environment.gpu === null ? modelTexts.noWebGpu : modelTexts.noGpu,
      expected: modelTexts.gpu,
    })
  }
  try {
    return await openWebGpu(network, adapter, options)
  } catch (error) {
    const isSound = error instanceof ModelError && error.problem !== 'notOnnx'
    if (backend === 'webgpu' || !isSound) throw error
    return openWasm(network, environment)
  }
}

async function openWebGpu(
  network: Uint8Array,
  adapter: GpuAdapter,
  { environment, raster: recipe }: WebOptions,
): Promise<ModelSession> {
  const ort = await loadOrt(environment)
  const device = await openDevice(adapter)
  try {
    const { raster, why } = await rasterFor(device, recipe)
    const adapterName = adapterText(adapter)
    const session = await openOrtSession(ort, network, {
      backend: 'webgpu',
      backendText:
        why === null
          ? backendTexts.webGpu({ adapter: adapterName })
          : backendTexts.rasterElsewhere({ adapter: adapterName, why }),
      // The device is ours, so that its loss is known.
      session: {
        executionProviders: [{ name: 'webgpu', device } as { readonly name: 'webgpu' }],
        logSeverityLevel: 3,
      },
      lost: device.lost,
    })
    return {
      ...session,
      gpuRaster: raster,
      dispose: async () => {
        await session.dispose()
        raster?.dispose()
        device.destroy()
      },
    }
  } catch (error) {
    device.destroy()
    throw error
  }
}

async function rasterFor(
  device: GpuDevice,
  recipe: RasterRecipe | null,
): Promise<{ readonly raster: GpuRaster | null; readonly why: string | null }> {
  return recipe === null ? { raster: null, why: null } : openGpuRaster(device, recipe)
}

async function openWasm(network: Uint8Array, environment: WebEnvironment): Promise<ModelSession> {
  const threads = threadsOf(environment)
  return openOrtSession(await loadOrt(environment), network, {
    backend: 'wasm',
    backendText: threadsText(backendTexts.webAssembly, threads),
    session: { executionProviders: ['wasm'], logSeverityLevel: 3 },
    lost: null,
  })
}

function threadsOf({ isIsolated, processors }: WebEnvironment): number {
  return isIsolated ? Math.max(1, Math.min(MOST_THREADS, processors)) : 1
}

/**
 * onnxruntime-web, its threads set before it first starts.
 *
 * Imported when first asked for: it is 27 MB, and bundled into a worker's own file it would start its
 * threads from that file and hang.
 */
async function loadOrt(environment: WebEnvironment): Promise<Ort> {
  const ort = await import('onnxruntime-web/webgpu')
  ort.env.wasm.numThreads = threadsOf(environment)
  return ort
}
