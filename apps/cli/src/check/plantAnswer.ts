import { annotationsOf } from '@trueline/annotation'
import { CHECK_IDS, type CheckId, plantFaults } from '@trueline/consistency'
import { resultOf, writerOf } from '@trueline/server'
import { createRandom } from '@trueline/simulator'
import { type Answer, EXIT } from '../answer.ts'
import { openLabelledClip } from '../clips/labelledClip.ts'
import { dataDirOf } from '../dataDir.ts'
import { countsText, countText, refusedLines } from '../importReport.ts'
import { writeWhole } from '../output.ts'
import { openProgress } from '../progress.ts'
import { idInFile, plantedSource, renamed } from './plantedSource.ts'

/** How `plant` was called. */
export type PlantOptions = {
  readonly seed: number
  readonly ofEach: number
  readonly out: string
  readonly key: string
  readonly data?: string
}

/** The format of `--out`: the one that holds times, poses and track ids. */
const FORMAT = 'openlabel'

/** What it does not hold: who is said to stand, what was interpolated. */
const LOST: ReadonlySet<CheckId> = new Set(['C7', 'C10'])

/** Writes a clip's labels with faults, and the key to them; what `plant` says. */
export async function plantAnswer(named: string, options: PlantOptions): Promise<Answer> {
  const { seed, ofEach, out, key } = options
  const progress = openProgress()
  progress.at('reading', 0, 0)
  const source = await openLabelledClip({ named, dataDir: dataDirOf(options.data), onto: null })
  try {
    const { clip, refused } = source
    const { records, faults } = plantFaults({
      ...{ clip, ofEach, random: createRandom(seed), newId: idInFile },
      annotations: annotationsOf(renamed(source.records)),
      checks: CHECK_IDS.filter((id) => !LOST.has(id)),
    })
    for await (const { bytes } of writerOf(FORMAT)(plantedSource(clip, records), {
      withSensors: false,
    }).files) {
      await writeWhole(out, new TextDecoder().decode(bytes))
    }
    await writeWhole(key, `${JSON.stringify({ faults }, null, 2)}\n`)
    progress.end()
    const counts = resultOf(clip, records).records
    return {
      json: { records: counts, faults: faults.length, refused },
      text: [
        `${out}: ${countsText(counts)}, with ${countText(faults.length, 'fault')}; ${key} says which`,
        ...refusedLines(refused),
      ].join('\n'),
      exit: refused.length > 0 ? EXIT.findings : EXIT.done,
    }
  } finally {
    progress.end()
    await source.close()
  }
}
