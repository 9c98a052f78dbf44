import { ModelError } from '../modelError.ts'
import { modelErrorOf } from './ortErrors.ts'
import { type Ort, openOrtSession } from './ortSession.ts'
import type { ModelSession } from './session.ts'

/** How a network runs beside Node. */
export type NodeOptions = {
  readonly backend: 'cpu' | 'webgpu'
  readonly threads: number
}

/**
 * A network on onnxruntime-node.
 *
 * @throws {ModelError} when onnxruntime-node is not installed or the network cannot be loaded.
 */
export async function openNodeSession(
  network: Uint8Array,
  { backend, threads }: NodeOptions,
): Promise<ModelSession> {
  const ort = await loadOrt()
  return openOrtSession(ort, network, {
    backend,
    backendText:
      backend === 'cpu'
        ? `processor, ${threads === 1 ? '1 thread' : `${threads} threads`}`
        : 'WebGPU beside Node',
    // Only errors: warnings would stand among a command's lines.
    session: { executionProviders: [backend], intraOpNumThreads: threads, logSeverityLevel: 3 },
    lost: null,
  })
}

/** Loaded when first asked for: it is 46 MB of machine code. */
async function loadOrt(): Promise<Ort> {
  try {
    const { InferenceSession, Tensor } = await import('onnxruntime-node')
    return { InferenceSession, Tensor }
  } catch (error) {
    const { found } = modelErrorOf(error, 'onnxruntime-node')
    throw new ModelError('backend', {
      where: 'onnxruntime-node',
      found,
      expected: 'to be installed for this machine',
    })
  }
}
