import { type Message, verbatim } from '@trueline/annotation'
import { ModelError } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'
import { backendTexts } from './backendTexts.ts'

/** The part of `navigator.gpu` that is used. */
export type Gpu = {
  readonly requestAdapter: (options: {
    readonly powerPreference: 'high-performance'
  }) => Promise<GpuAdapter | null>
}

/** A way to a GPU. */
export type GpuAdapter = {
  readonly info: {
    readonly vendor: string
    readonly architecture: string
    readonly device: string
    readonly description: string
    readonly isFallbackAdapter?: boolean
  }
  readonly features: { readonly has: (feature: string) => boolean }
  readonly limits: object
  readonly requestDevice: (options: {
    readonly requiredFeatures: readonly string[]
    readonly requiredLimits: { readonly [name: string]: number }
  }) => Promise<GpuDevice>
}

/** A GPU in use. */
export type GpuDevice = {
  readonly lost: Promise<unknown>
  readonly destroy: () => void
  readonly limits: GpuLimits
  readonly queue: {
    readonly writeBuffer: (buffer: GpuBuffer, offset: number, data: ArrayBufferView) => void
    readonly submit: (commands: readonly object[]) => void
  }
  readonly createBuffer: (wanted: {
    readonly label: string
    readonly size: number
    readonly usage: number
  }) => GpuBuffer
  readonly createShaderModule: (wanted: { readonly code: string }) => object
  readonly createComputePipelineAsync: (wanted: {
    readonly layout: 'auto'
    readonly compute: { readonly module: object; readonly entryPoint: string }
  }) => Promise<GpuPipeline>
  readonly createBindGroup: (wanted: {
    readonly layout: object
    readonly entries: readonly {
      readonly binding: number
      readonly resource: { readonly buffer: GpuBuffer }
    }[]
  }) => object
  readonly createCommandEncoder: () => {
    readonly clearBuffer: (buffer: GpuBuffer) => void
    readonly beginComputePass: () => GpuPass
    readonly finish: () => object
  }
  readonly pushErrorScope: (filter: 'validation' | 'out-of-memory') => void
  readonly popErrorScope: () => Promise<{ readonly message: string } | null>
}

/** What a GPU is limited to. */
export type GpuLimits = {
  readonly maxBufferSize: number
  readonly maxStorageBufferBindingSize: number
  readonly maxStorageBuffersPerShaderStage: number
  readonly maxComputeWorkgroupsPerDimension: number
}

/** Memory of a GPU. */
export type GpuBuffer = { readonly size: number; readonly destroy: () => void }

/** A program for a GPU. */
export type GpuPipeline = { readonly getBindGroupLayout: (group: number) => object }

/** Programs that run one after the other. */
export type GpuPass = {
  readonly setPipeline: (pipeline: GpuPipeline) => void
  readonly setBindGroup: (group: number, resources: object) => void
  readonly dispatchWorkgroups: (x: number, y: number) => void
  readonly end: () => void
}

/** Adapters that compute on the processor, slower than WebAssembly by far. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render|softpipe/i

/** Features onnxruntime makes use of where they are there. */
const FEATURES = ['shader-f16', 'subgroups']

/** Limits onnxruntime wants as high as they go. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBuffersPerShaderStage',
]

/** The adapter to compute on; `null` where there is none, or only one in software that was not asked for. */
export async function findAdapter(
  gpu: Gpu | null,
  allowsSoftware: boolean,
): Promise<GpuAdapter | null> {
  if (gpu === null) return null
  // A browser that blocks GPUs may throw instead of saying that there is none.
  const adapter = await gpu
    .requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null)
  if (adapter === null || (isSoftware(adapter) && !allowsSoftware)) return null
  return adapter
}

/** The adapter's own words: `nvidia ada-lovelace`, `google swiftshader, software`. */
export function adapterText(adapter: GpuAdapter): Message {
  const { vendor, architecture, device, description } = adapter.info
  const words = description || [vendor, architecture, device].filter(Boolean).join(' ')
  const named = verbatim(words || 'GPU')
  return isSoftware(adapter) ? backendTexts.software({ adapter: named }) : named
}

/**
 * A device with all that onnxruntime can make use of.
 *
 * @throws {ModelError} when the browser does not give it.
 */
export async function openDevice(adapter: GpuAdapter): Promise<GpuDevice> {
  const known = adapter.limits as { readonly [name: string]: number | undefined }
  const requiredLimits: { [name: string]: number } = {}
  for (const name of LIMITS) {
    const most = known[name]
    if (most !== undefined) requiredLimits[name] = most
  }
  const requiredFeatures = FEATURES.filter((feature) => adapter.features.has(feature))
  try {
    return await adapter.requestDevice({ requiredFeatures, requiredLimits })
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    throw new ModelError('backend', { where: 'WebGPU', found, expected: modelTexts.gpu })
  }
}

function isSoftware({ info }: GpuAdapter): boolean {
  const words = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`
  return info.isFallbackAdapter === true || SOFTWARE.test(words)
}
