import type { AnnotationRecord } from '@trueline/annotation'
import type { ExportSource, OutputFile } from '@trueline/formats'
import { resultOf, writerOf } from '@trueline/server'
import { type LidarName, type SimulatedClip, simulateClip } from '@trueline/simulator'
import { exportSourceOf } from './exportSource.ts'
import { type Output, tally } from './output.ts'
import type { Progress } from './progress.ts'

/** What to simulate, and where to. */
export type Simulation = {
  readonly seed: number
  readonly frames: number
  readonly sensor: LidarName
  readonly output: Output
  readonly progress: Progress
}

/** What was made. */
export type Simulated = {
  readonly frames: number
  /** How many pre-labels of each kind: what an import of the folder brings in. */
  readonly records: Counts
  readonly truth: Counts
  readonly faults: number
  readonly files: number
}

type Counts = { readonly [kind: string]: number }

/** The format that loses least: it holds times, poses, lenses, rings, track ids and scores. */
const FORMAT = 'openlabel'

/**
 * Writes a procedural clip: `openlabel.json` with the pre-labels beside its sweeps and pictures, the
 * labels alone in `truth`, the road among them, and `prelabels`, and in `faults.json` how these two differ.
 */
export async function simulate(simulation: Simulation): Promise<Simulated> {
  const { output, progress, ...options } = simulation
  progress.at('simulating', 0, 0)
  const { clip, truth, road, prelabels, faults } = simulateClip(options)
  // What is made can always be read.
  const sourceOf = (records: readonly AnnotationRecord[]): ExportSource =>
    exportSourceOf({ clip, records }, () => undefined)
  const sources = { truth: sourceOf([...truth, ...road]), prelabels: sourceOf(prelabels) }
  const files = await output.write(tally(filesOf(sources, faults), progress))
  return {
    frames: options.frames,
    records: countsOf(sources.prelabels),
    truth: countsOf(sources.truth),
    faults: faults.length,
    files,
  }
}

type Sources = { readonly truth: ExportSource; readonly prelabels: ExportSource }

async function* filesOf(
  sources: Sources,
  faults: SimulatedClip['faults'],
): AsyncGenerator<OutputFile> {
  const write = writerOf(FORMAT)
  yield* write(sources.prelabels, { withSensors: true }).files
  for (const labels of ['truth', 'prelabels'] as const) {
    for await (const { path, bytes } of write(sources[labels], { withSensors: false }).files) {
      yield { path: `${labels}/${path}`, bytes }
    }
  }
  const text = `${JSON.stringify({ faults }, null, 2)}\n`
  yield { path: 'faults.json', bytes: new TextEncoder().encode(text) }
}

function countsOf({ clip, records }: ExportSource): Counts {
  return resultOf(clip, records).records
}
