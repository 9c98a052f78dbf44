import type { Message } from '@trueline/annotation'
import { ModelError } from '../modelError.ts'
import { modelTexts } from '../modelTexts.ts'
import { backendTexts, threadsText } from './backendTexts.ts'
import { type Ort, openOrtSession } from './ortSession.ts'
import type { Backend, ModelSession } from './session.ts'

/** How a network runs beside Node. */
export type NodeOptions = {
  readonly backend: Backend
  /** Of the processor; WebAssembly's are those that the first network of the process asked for. */
  readonly threads: number
}

/**
 * A network beside Node: on onnxruntime-node, or as a browser would run it on WebAssembly.
 *
 * @throws {ModelError} when onnxruntime is not installed or the network cannot be loaded.
 */
export async function openNodeSession(
  network: Uint8Array,
  { backend, threads }: NodeOptions,
): Promise<ModelSession> {
  const ort = await loaded(backend === 'wasm' ? loadWasm(threads) : loadNative())
  return openOrtSession(ort, network, {
    backend,
    backendText: backendText({ backend, threads }),
    // Only errors: warnings would stand among a command's lines.
    session: { executionProviders: [backend], intraOpNumThreads: threads, logSeverityLevel: 3 },
    lost: null,
  })
}

function backendText({ backend, threads }: NodeOptions): Message {
  if (backend === 'webgpu') return backendTexts.besideNode
  return threadsText(backend === 'cpu' ? backendTexts.processor : backendTexts.webAssembly, threads)
}

/** Loaded when first asked for: it is 46 MB of machine code. */
async function loadNative(): Promise<Ort> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  return { InferenceSession, Tensor }
}

/** The build for Node: that for browsers cannot start its threads here, and keeps the process from ending. */
async function loadWasm(threads: number): Promise<Ort> {
  const { InferenceSession, Tensor, env } = await import('onnxruntime-web')
  env.wasm.numThreads = threads
  return { InferenceSession, Tensor }
}

async function loaded(ort: Promise<Ort>): Promise<Ort> {
  try {
    return await ort
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new ModelError('backend', {
      where: 'onnxruntime',
      found: message.split('\n')[0] ?? '',
      expected: modelTexts.installed,
    })
  }
}
