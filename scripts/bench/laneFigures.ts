import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type LaneModel, openLaneModel } from '@trueline/perception'
import { openNodeSession } from '@trueline/perception/node'
import { laneWindow } from '../../packages/models/src/laneWindows/laneWindow.ts'
import { type Figure, quantile } from './figure.ts'

const RUNS = 8
/** Simulated windows of seeds that training never draws. */
const FIRST_SEED = 4000
const WINDOWS = 4
/** Vertices that a window of a city has, and multiplications that the decoder makes for one. */
const VERTICES = 60
const PRODUCTS = 1_200_000
const THREADS = 2

/**
 * The lane net on simulated windows: its encoder on WebAssembly threads against the processor itself, its
 * decoder on one thread against as many multiplications in a plain loop.
 */
export async function laneFigures(): Promise<readonly Figure[]> {
  const windows = windowsSeen()
  const { encode } = await timesOf(await openModel('wasm'), windows)
  // Threads that wait for the next window take their share of the processor: these rest.
  const { encode: native, decode } = await timesOf(await openModel('cpu'), windows)
  const floor = plainLoop()
  return [
    {
      name: `lanes: encoder, a window, WebAssembly with ${THREADS} threads`,
      ...{ value: encode, unit: 'ms', wanted: '<= 500 ms', isMet: encode <= 500 },
      against: { name: `processor, ${THREADS} threads`, value: native },
    },
    {
      name: `lanes: decoder, ${VERTICES} vertices, one thread`,
      ...{ value: decode, unit: 'ms', wanted: '<= 100 ms', isMet: decode <= 100 },
      against: { name: 'as many products in a plain loop', value: floor },
    },
  ]
}

function windowsSeen(): readonly Uint8Array[] {
  const windows: Uint8Array[] = []
  for (let seed = FIRST_SEED; windows.length < WINDOWS; seed++) {
    const window = laneWindow(seed)
    if (window !== null) windows.push(window.channels)
  }
  return windows
}

async function openModel(backend: 'cpu' | 'wasm'): Promise<LaneModel> {
  const file = (name: string): Uint8Array =>
    readFileSync(fileURLToPath(new URL(`../../packages/models/lanes/${name}`, import.meta.url)))
  const session = await openNodeSession(file('lanes.onnx'), { backend, threads: THREADS })
  const decoder = { bytes: file('decoder.bin'), file: 'decoder.bin' }
  return openLaneModel(session, decoder, () => performance.now())
}

/** Medians of milliseconds: the encoder's of a window, the decoder's of as many vertices as a city has. */
async function timesOf(
  model: LaneModel,
  windows: readonly Uint8Array[],
): Promise<{ readonly encode: number; readonly decode: number }> {
  const encode: number[] = []
  const decode: number[] = []
  for (let run = 0; run <= RUNS; run++) {
    for (const window of windows) {
      const { lanes, ms } = await model.look(window)
      // The first run makes the code that the others measure.
      if (run === 0) continue
      encode.push(ms.encode)
      const { vertices } = lanes.graph
      if (vertices.length > 0) decode.push((ms.decode * VERTICES) / vertices.length)
    }
  }
  await model.session.dispose()
  return { encode: quantile(encode, 0.5), decode: quantile(decode, 0.5) }
}

/** Milliseconds that the decoder's multiplications take in a loop of four sums. */
function plainLoop(): number {
  const columns = 1024
  const rows = PRODUCTS / columns
  const [weights, x] = [new Float32Array(PRODUCTS + columns).fill(0.5), new Float32Array(columns)]
  const out = new Float32Array(rows + 4)
  const times: number[] = []
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now()
    for (let vertex = 0; vertex < VERTICES; vertex++) {
      for (let row = 0; row < rows; row++) {
        const at = row * columns
        let [a, b, c, d] = [0, 0, 0, 0]
        for (let column = 0; column < columns; column += 4) {
          a += weights[at + column]! * x[column]!
          b += weights[at + column + 1]! * x[column + 1]!
          c += weights[at + column + 2]! * x[column + 2]!
          d += weights[at + column + 3]! * x[column + 3]!
        }
        out[row] = a + b + c + d
      }
    }
    times.push(performance.now() - start)
  }
  return quantile(times.slice(1), 0.5)
}
