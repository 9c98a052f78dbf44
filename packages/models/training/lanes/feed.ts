import { parseArgs } from 'node:util'
import { laneWindow, laneWindows } from '../../src/laneWindows/laneWindow.ts'
import { windowBytes } from '../../src/laneWindows/windowBytes.ts'

/**
 * Writes windows of simulated roads to the standard output, each as `windowBytes` lays it out, one seed
 * after the other from `--seed` on, until whoever reads them goes away or `--windows` are written: all that
 * a drive gives, or with `--whole` the one of all it saw. With `--truth` a line of JSON each instead: the seed, the network in the window's space, and its graph.
 */
async function feed(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      windows: { type: 'string' },
      whole: { type: 'boolean' },
      truth: { type: 'boolean' },
    },
  })
  let left = values.windows === undefined ? Number.POSITIVE_INFINITY : Number(values.windows)
  for (let seed = Number(values.seed ?? 0); left > 0; seed++) {
    const all = values.whole === true ? [laneWindow(seed)] : laneWindows(seed)
    for (const window of all) {
      if (window === null || left === 0) continue
      left--
      const { lanes, boundaries, stopLines, crosswalks, arrows } = window.network
      const truth = { seed, graph: window.graph, lanes, boundaries, stopLines, crosswalks, arrows }
      await write(values.truth === true ? `${JSON.stringify(truth)}\n` : windowBytes(window))
    }
  }
}

async function write(bytes: Uint8Array | string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}

// Whoever reads is gone: there is nothing left to do and nobody to tell.
process.stdout.on('error', () => process.exit(0))
await feed()
