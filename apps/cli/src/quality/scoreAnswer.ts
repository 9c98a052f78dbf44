import { readFile } from 'node:fs/promises'
import { annotationsOf, trackId } from '@trueline/annotation'
import { CHECK_IDS, type PlantedFault } from '@trueline/consistency'
import { annotatorScores, type Interval, scoreFaults, scoreReference } from '@trueline/quality'
import { z } from 'zod'
import { type Answer, EXIT } from '../answer.ts'
import { badInput } from '../badInput.ts'
import { type LabelledClip, openLabelledClip } from '../clips/labelledClip.ts'
import { dataDirOf } from '../dataDir.ts'
import { refusedLines } from '../importReport.ts'
import { openProgress } from '../progress.ts'
import { tableOf } from '../table.ts'
import { betweenText } from './reportText.ts'

/** How `score` was called. */
export type ScoreOptions = {
  readonly truth: string
  readonly planted: string
  readonly key: string
  readonly annotator: string
  readonly data?: string
}

const keySchema = z.object({
  faults: z.array(
    z.object({
      check: z.enum(CHECK_IDS as [PlantedFault['check'], ...PlantedFault['check'][]]),
      tracks: z.array(z.string().transform(trackId)),
      frames: z.array(z.int().nonnegative()),
      strength: z.number(),
    }),
  ),
})

/**
 * What became of planted faults, and of what was right; what `score` says.
 *
 * @throws {BadInputError} when something cannot be read, or is of other frames.
 */
export async function scoreAnswer(named: string, options: ScoreOptions): Promise<Answer> {
  const faults = await faultsOf(options.key)
  const progress = openProgress()
  progress.at('reading', 0, 0)
  const opened: LabelledClip[] = []
  try {
    for (const one of [options.truth, options.planted, named]) {
      // Each by itself, so that the key names tracks as the files do.
      const source = await openLabelledClip({
        ...{ named: one, dataDir: dataDirOf(options.data), onto: null },
      })
      opened.push(source)
      refuseOther(opened[0]!, source, one)
    }
    const { clip } = opened[0]!
    const [truth, planted, submitted] = opened.map(({ records }) => annotationsOf(records))
    const frames = clip.frames.map((_, index) => ({ reference: index, labels: index }))
    const scored = {
      annotator: options.annotator,
      faults: scoreFaults({
        ...{ clip, faults, truth: truth!, planted: planted!, submitted: submitted! },
      }),
      reference: scoreReference({
        reference: { clip, annotations: truth! },
        ...{ labels: { clip, annotations: submitted! }, frames },
      }),
    }
    const [score] = annotatorScores([scored])
    const refused = opened.flatMap((one) => one.refused)
    progress.end()
    const { outcomes, invented } = scored.faults
    return {
      json: { ...score, outcomes, invented, refused },
      text: [
        tableOf(
          ['check', 'frames', 'what became of it'],
          outcomes.map(({ fault, outcome }) => [fault.check, fault.frames.length, outcome]),
        ),
        '',
        `put right: ${shareText(score!.fixed)}; noticed: ${shareText(score!.noticed)}; right and broken: ${shareText(score!.broken)}; wrong in all: ${shareText(score!.wrong)}`,
        ...refusedLines(refused),
      ].join('\n'),
      exit: refused.length > 0 ? EXIT.findings : EXIT.done,
    }
  } finally {
    progress.end()
    for (const one of opened) await one.close()
  }
}

function refuseOther(truth: LabelledClip, source: LabelledClip, file: string): void {
  const [own, its] = [truth, source].map(({ clip }) => clip.frames.map(({ name }) => name).join())
  if (own === its) return
  const found = `${source.clip.frames.length} frames of other names`
  throw badInput({ file, found, expected: `the ${truth.clip.frames.length} frames of the truth` })
}

async function faultsOf(file: string): Promise<readonly PlantedFault[]> {
  const expected = 'a key as plant writes it'
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw badInput({ file, found: error.code ?? error.message, expected })
  })
  try {
    return keySchema.parse(JSON.parse(text)).faults
  } catch (error) {
    if (error instanceof SyntaxError) throw badInput({ file, found: 'no JSON', expected })
    if (!(error instanceof z.ZodError)) throw error
    const [issue] = error.issues
    const place = `/${issue?.path.map(String).join('/') ?? ''}`
    throw badInput({ file, place, found: issue?.message ?? '', expected })
  }
}

/** `92.3 % (81.0 – 97.4 %)` */
function shareText(share: Interval | null): string {
  return share === null ? '–' : `${(100 * share.estimate).toFixed(1)} % (${betweenText(share)})`
}
