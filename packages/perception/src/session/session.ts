import type { Message } from '@trueline/annotation'
import type { GpuRaster } from '../raster/gpuRaster.ts'
import type { GpuBuffer } from './gpu.ts'

/** Values with a shape, row by row, the last dimension fastest. */
export type Tensor = {
  readonly data: Float32Array | Int32Array
  readonly dims: readonly number[]
}

/** Tensors by the name of the input or output. */
export type Tensors = { readonly [name: string]: Tensor }

/** Values of float32 that lie on the session's own GPU. */
export type GpuTensor = { readonly buffer: GpuBuffer; readonly dims: readonly number[] }

/** What a network is shown, by the name of the input. */
export type Inputs = { readonly [name: string]: Tensor | GpuTensor }

/** What a network runs on: the processor beside Node, WebAssembly on it, or a GPU. */
export type Backend = 'cpu' | 'wasm' | 'webgpu'

/** A network that is loaded and can be run; one run at a time. */
export type ModelSession = {
  readonly backend: Backend
  /** In words, for people: `WebAssembly, 2 threads`. */
  readonly backendText: Message
  /**
   * The outputs for inputs, be they in memory or on the GPU the network runs on; whole numbers are turned into the type that the network asks for.
   *
   * @throws {ModelError} when names or shapes are others than the network's, and when it fails.
   */
  readonly run: (inputs: Inputs) => Promise<Tensors>
  /** Rasters on the GPU that the network runs on; `null` where there is none, or it cannot make them. */
  readonly gpuRaster: GpuRaster | null
  readonly dispose: () => Promise<void>
}
