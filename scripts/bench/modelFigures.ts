import { fileURLToPath } from 'node:url'
import { trueline } from '../../e2e/trueline.ts'
import type { Figure } from './figure.ts'

const MODEL = fileURLToPath(new URL('../../packages/models/objects', import.meta.url))

/** What `trueline model bench` answers of one backend. */
type Times = {
  readonly backend: string
  readonly backendText: string
  readonly msPerFrame: {
    readonly ground: number
    readonly raster: number
    readonly network: number
    readonly decode: number
  }
}

/** The object model on a sweep of 102 × 102 m at 0.2 m: its steps, and the network on each backend. */
export async function modelFigures(): Promise<readonly Figure[]> {
  const { backends } = (await trueline('model', 'bench', MODEL, '--runs', '15')) as {
    readonly backends: readonly Times[]
  }
  const threaded = backends.find(({ backendText }) => backendText === 'WebAssembly, 2 threads')
  const single = backends.find(({ backendText }) => backendText === 'WebAssembly, 1 thread')
  const processor = backends.find(({ backend }) => backend === 'cpu')
  if (!threaded || !single || !processor) {
    throw new Error(`Backends are missing: ${backends.map((one) => one.backendText).join(', ')}`)
  }
  const { network } = threaded.msPerFrame
  // Threads that wait for the next network take the processor from what follows the last.
  const { ground, raster, decode } = single.msPerFrame
  const alone = { unit: 'ms', against: null }
  return [
    { ...alone, name: 'ground', value: ground, wanted: '', isMet: null },
    { ...alone, name: 'raster', value: raster, wanted: '<= 20 ms', isMet: raster <= 20 },
    { ...alone, name: 'boxes from outputs', value: decode, wanted: '<= 5 ms', isMet: decode <= 5 },
    {
      name: 'network, WebAssembly with 2 threads',
      value: network,
      unit: 'ms',
      against: { name: '1 thread', value: single.msPerFrame.network },
      wanted: '<= 1500 ms',
      isMet: network <= 1500,
    },
    {
      name: 'network, WebAssembly with 2 threads',
      value: network,
      unit: 'ms',
      against: { name: processor.backendText, value: processor.msPerFrame.network },
      wanted: '',
      isMet: null,
    },
  ]
}
