import type { Message } from '@trueline/annotation'
import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-web'
import { ModelError } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'
import type { GpuBuffer } from './gpu.ts'
import { modelErrorOf } from './ortErrors.ts'
import type { Backend, GpuTensor, Inputs, ModelSession, Tensor } from './session.ts'
import { dataFor, tensorFrom } from './tensors.ts'

/** The parts of onnxruntime that are used; node's and the web's are alike. */
export type Ort = {
  readonly InferenceSession: {
    readonly create: (
      network: Uint8Array,
      options: InferenceSession.SessionOptions,
    ) => Promise<InferenceSession>
  }
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => OrtTensor
}

/** How a network is opened. */
export type OrtOptions = {
  readonly backend: Backend
  readonly backendText: Message
  readonly session: InferenceSession.SessionOptions
  /** Settles when the GPU is lost; `null` where none is used or nobody can know. */
  readonly lost: Promise<unknown> | null
}

/**
 * A network on onnxruntime.
 *
 * @throws {ModelError} when it cannot be loaded.
 */
export async function openOrtSession(
  ort: Ort,
  network: Uint8Array,
  { backend, backendText, session: options, lost }: OrtOptions,
): Promise<ModelSession> {
  let isLost = false
  const lose = (): never => {
    isLost = true
    throw new ModelError('deviceLost', {
      where: backendText,
      found: modelTexts.lostGpu,
      expected: modelTexts.lastingGpu,
    })
  }
  const loss = lost?.then(lose)
  // Nobody may be waiting when it is lost.
  loss?.catch(() => undefined)
  const work = async <T>(promise: Promise<T>, where: Message): Promise<T> => {
    try {
      return await (loss === undefined ? promise : Promise.race([promise, loss]))
    } catch (error) {
      throw modelErrorOf(error, where)
    }
  }
  const session = await work(ort.InferenceSession.create(network, options), modelTexts.network)
  return {
    backend,
    backendText,
    run: async (inputs) => {
      if (isLost) lose()
      const feeds = feedsOf(ort, session, inputs)
      const outputs = await work(session.run(feeds), modelTexts.running)
      return Object.fromEntries(
        Object.entries(outputs).map(([name, value]) => [name, outputOf(name, value)]),
      )
    },
    gpuRaster: null,
    dispose: () => session.release(),
  }
}

function outputOf(name: string, value: OrtTensor): Tensor {
  const tensor = tensorFrom(value)
  if (tensor !== null) return tensor
  throw new ModelError('outputs', {
    where: modelTexts.output({ name }),
    found: value.type,
    expected: 'float32',
  })
}

/** The inputs as onnxruntime takes them, once their names and shapes are seen to fit. */
function feedsOf(ort: Ort, session: InferenceSession, inputs: Inputs): Record<string, OrtTensor> {
  const names = Object.keys(inputs)
  const isFit = names.length === session.inputNames.length
  if (!isFit || !names.every((name) => session.inputNames.includes(name))) {
    throw new ModelError('inputs', {
      where: modelTexts.networkInputs,
      found: session.inputNames.join(', ') || modelTexts.none,
      expected: names.join(', '),
    })
  }
  return Object.fromEntries(
    names.map((name) => {
      const tensor = inputs[name]!
      const metadata = session.inputMetadata.find((one) => one.name === name)
      if (metadata?.isTensor !== true) return [name, tensorFor(ort, 'float32', tensor)]
      requireShape(name, metadata.shape, tensor.dims)
      return [name, tensorFor(ort, metadata.type, tensor)]
    }),
  )
}

/** Refuses dims that a network's fixed sides rule out. */
function requireShape(
  name: string,
  shape: readonly (number | string)[],
  dims: readonly number[],
): void {
  if (shape.length === 0) return
  const isFit =
    shape.length === dims.length &&
    // A side that is not fixed is a name, or -1.
    shape.every((side, at) => typeof side === 'string' || side < 0 || side === dims[at])
  if (isFit) return
  throw new ModelError('shape', {
    where: modelTexts.input({ name }),
    found: shape.join(' × '),
    expected: dims.join(' × '),
  })
}

function tensorFor(ort: Ort, type: string, tensor: Tensor | GpuTensor): OrtTensor {
  // onnxruntime's own types tie each element type to its array, as `dataFor` does, and a GPU's buffer to
  // the browser's own type of it.
  const { Tensor: Create } = ort as unknown as { readonly Tensor: TensorMaker }
  const { dims } = tensor
  if (!('buffer' in tensor)) return new Create(type, dataFor(type, tensor), dims)
  return Create.fromGpuBuffer(tensor.buffer, { dataType: 'float32', dims })
}

type TensorMaker = {
  new (type: string, data: unknown, dims: readonly number[]): OrtTensor
  readonly fromGpuBuffer: (
    buffer: GpuBuffer,
    options: { readonly dataType: 'float32'; readonly dims: readonly number[] },
  ) => OrtTensor
}
