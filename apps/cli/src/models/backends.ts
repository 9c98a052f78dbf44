import { availableParallelism } from 'node:os'
import type { Backend, ModelSession } from '@trueline/perception'
import { openNodeSession } from '@trueline/perception/node'
import { Option } from 'commander'

/** What a network may be run on from the command line. */
export const BACKENDS: readonly Backend[] = ['cpu', 'webgpu', 'wasm']

/** More threads than these no longer make a network of ours faster. */
const MOST_THREADS = 8

/** `--backend`, of the commands that run networks. */
export function backendOption(): Option {
  return new Option('--backend <name>', 'what the network runs on').choices([...BACKENDS])
}

/** A network on a backend, on so many threads; `null`: as many as help. */
export function openNetwork(
  network: Uint8Array,
  backend: Backend,
  threads: number | null,
): Promise<ModelSession> {
  const most = Math.min(MOST_THREADS, availableParallelism())
  return openNodeSession(network, { backend, threads: threads ?? most })
}
