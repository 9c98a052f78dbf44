/** Values with a shape, row by row, the last dimension fastest. */
export type Tensor = {
  readonly data: Float32Array | Int32Array
  readonly dims: readonly number[]
}

/** Tensors by the name of the input or output. */
export type Tensors = { readonly [name: string]: Tensor }

/** What a network runs on: the processor beside Node, WebAssembly on it, or a GPU. */
export type Backend = 'cpu' | 'wasm' | 'webgpu'

/** A network that is loaded and can be run; one run at a time. */
export type ModelSession = {
  readonly backend: Backend
  /** In words, for people: `WebAssembly, 2 threads`. */
  readonly backendText: string
  /**
   * The outputs for inputs; whole numbers are turned into the type that the network asks for.
   *
   * @throws {ModelError} when names or shapes are others than the network's, and when it fails.
   */
  readonly run: (inputs: Tensors) => Promise<Tensors>
  readonly dispose: () => Promise<void>
}
