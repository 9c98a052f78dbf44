import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { IDENTITY_POSE } from '@trueline/geometry'
import { type Backend, type FrameProposals, proposeFrame } from '@trueline/perception'
import { ROOT } from '../dataDir.ts'
import { openNetwork } from './backends.ts'
import { benchSweep } from './benchSweep.ts'
import { openModelFolder } from './modelFolder.ts'

/** What to measure. */
export type BenchRequest = {
  readonly backend: Backend
  /** `null`: as many as help. */
  readonly threads: number | null
  readonly runs: number
}

/** How long a frame takes on one backend. */
export type BackendTimes = {
  readonly backend: Backend
  readonly backendText: string
  /** Reading and preparing the network, in milliseconds. */
  readonly loadMs: number
  /** The median of the runs, the first left out. */
  readonly msPerFrame: FrameProposals['ms']
}

/** A backend that could not be measured. */
export type BackendFailure = { readonly backend: Backend; readonly why: string }

/**
 * How long the model in a folder takes for a simulated sweep.
 *
 * @throws {ModelError} when it does not run.
 */
export async function benchModel(folder: string, request: BenchRequest): Promise<BackendTimes> {
  const { manifest, network } = await openModelFolder(folder)
  const sweep = { points: await benchSweep(), egoFromSweep: IDENTITY_POSE, age: 0 }
  const begun = performance.now()
  const session = await openNetwork(network, request.backend, request.threads)
  const loadMs = performance.now() - begun
  try {
    const options = { scoreFrom: null, signal: null, now: () => performance.now() }
    const runs: FrameProposals['ms'][] = []
    for (let run = 0; run <= request.runs; run++) {
      runs.push((await proposeFrame({ manifest, session }, [sweep], options)).ms)
    }
    const middle = (step: keyof FrameProposals['ms']): number =>
      median(runs.slice(1).map((ms) => ms[step]))
    const { backend, backendText } = session
    return {
      ...{ backend, backendText: backendText.en, loadMs: Math.round(loadMs) },
      msPerFrame: {
        ground: middle('ground'),
        raster: middle('raster'),
        network: middle('network'),
        decode: middle('decode'),
      },
    }
  } finally {
    await session.dispose()
  }
}

/** As `benchModel`, in a process of its own: the threads of WebAssembly are set once for a process. */
export async function benchApart(
  folder: string,
  { backend, threads, runs }: BenchRequest,
): Promise<BackendTimes | BackendFailure> {
  const program = join(ROOT, 'apps', 'cli', 'bin', 'trueline.mjs')
  const told = ['--backend', backend, '--runs', String(runs), '--json']
  const many = threads === null ? [] : ['--threads', String(threads)]
  const args = [program, 'model', 'bench', folder, ...told, ...many]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  const answer = parsed(out)
  const [times] = answer?.backends ?? []
  if (times !== undefined) return times
  const last = err.trim().split('\n').at(-1) ?? ''
  return { backend, why: answer?.error?.message ?? last }
}

function parsed(out: string): {
  readonly backends?: readonly BackendTimes[]
  readonly error?: { readonly message: string }
} | null {
  try {
    return JSON.parse(out) as ReturnType<typeof parsed>
  } catch {
    // It ended before it could answer.
    return null
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round((sorted[sorted.length >> 1] ?? 0) * 100) / 100
}
