import { parseArgs } from 'node:util'
import { createRandom, type Random, trainingSweep } from '@trueline/simulator'
import { augmented } from '../src/augment.ts'
import { frameOf } from '../src/frame.ts'
import { sceneOf } from '../src/scene.ts'
import { windowsOf } from '../src/windows.ts'

const MERGED_SHARE = 0.2
const MOST_EARLIER = 2

/**
 * Writes training windows to the standard output, each as `frameOf` lays it out, until whoever reads
 * them goes away; with `--sweeps N` those of N sweeps, as they were simulated: held-out windows.
 */
async function feed(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, sweeps: { type: 'string' } },
  })
  const first = Number(values.seed ?? 0)
  const sweeps = values.sweeps === undefined ? Number.POSITIVE_INFINITY : Number(values.sweeps)
  for (let seed = first; seed < first + sweeps; seed++) {
    const random = createRandom(seed)
    const isHeldOut = sweeps !== Number.POSITIVE_INFINITY
    const scene = sceneOf(trainingSweep(seed, { earlier: isHeldOut ? 0 : earlierSweeps(random) }))
    const shown = isHeldOut ? scene : augmented(scene, random)
    for (const window of windowsOf(shown, random)) await write(frameOf(window))
  }
}

/** How many sweeps before its own a scene is seen by: mostly none, as the product mostly has it. */
function earlierSweeps(random: Random): number {
  return random() < MERGED_SHARE ? 1 + Math.floor(random() * MOST_EARLIER) : 0
}

async function write(bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}

// Whoever reads is gone: there is nothing left to do and nobody to tell.
process.stdout.on('error', () => process.exit(0))
await feed()
