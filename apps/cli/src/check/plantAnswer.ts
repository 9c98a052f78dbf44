import { annotationsOf } from '@trueline/annotation'
import {
  CHECK_IDS,
  type CheckId,
  type PlantedFault,
  plantFaults,
  plantRoadFaults,
} from '@trueline/consistency'
import { resultOf, writerOf } from '@trueline/server'
import { createRandom } from '@trueline/simulator'
import { type Answer, EXIT } from '../answer.ts'
import { openLabelledClip } from '../clips/labelledClip.ts'
import { labelsAlone } from '../clips/labelsAlone.ts'
import { dataDirOf } from '../dataDir.ts'
import { countsText, countText, refusedLines } from '../importReport.ts'
import { writeWhole } from '../output.ts'
import { openProgress } from '../progress.ts'
import { namesInFile } from './namesInFile.ts'
import { idInFile, renamed } from './renamed.ts'

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
    const random = createRandom(seed)
    const planted = plantFaults({
      ...{ clip, ofEach, random, newId: idInFile },
      annotations: annotationsOf(renamed(source.records)),
      checks: CHECK_IDS.filter((id) => !LOST.has(id)),
    })
    const road = plantRoadFaults({
      ...{ annotations: annotationsOf(source.records), random, checks: null, ofEach },
    })
    const records = [...planted.records, ...road.records]
    for await (const { bytes } of writerOf(FORMAT)(labelsAlone(clip, records), {
      withSensors: false,
    }).files) {
      await writeWhole(out, new TextDecoder().decode(bytes))
    }
    const faults = [...planted.faults, ...(await roadFaultsIn(out, road))]
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

/** Faults of the road under the names that the file is read back with; those that it cannot hold are left out. */
async function roadFaultsIn(
  file: string,
  { records, faults }: ReturnType<typeof plantRoadFaults>,
): Promise<readonly PlantedFault[]> {
  if (faults.length === 0) return []
  const readBack = await openLabelledClip({ named: file, dataDir: '', onto: null })
  await readBack.close()
  const names = namesInFile(records, readBack.records)
  return faults.flatMap((fault) => {
    const fixed = (fault.fixed ?? []).map((id) => names.get(id) as typeof id | undefined)
    return fixed.includes(undefined)
      ? []
      : [{ ...fault, fixed: fixed.filter((id) => id !== undefined) }]
  })
}
