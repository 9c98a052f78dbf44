import { annotationsOf } from '@trueline/annotation'
import {
  economicsPage,
  economicsReport,
  type Language,
  NO_WORK,
  type ObjectRow,
  objectRows,
  pageTexts,
  type Rate,
  rowsCsv,
  sumOf,
  type Work,
  wholePage,
  withCounted,
  workElsewhere,
  workOf,
} from '@trueline/quality'
import { createRandom } from '@trueline/simulator'
import { type Answer, EXIT } from '../answer.ts'
import { dataDirOf } from '../dataDir.ts'
import { writeWhole } from '../output.ts'
import { openProgress } from '../progress.ts'
import { economicsText } from './economicsText.ts'
import { aboutOf, workedClips } from './workedClips.ts'

/** How `economics` was called. */
export type EconomicsOptions = {
  /** Else what the first of the clips with a rate has agreed. */
  readonly rate?: number
  readonly currency?: string
  readonly pause: number
  readonly about?: string
  readonly done?: true
  readonly anonymous?: true
  readonly seed: number
  readonly html?: string
  readonly csv?: string
  readonly language: Language
  readonly data?: string
}

/** What an hour costs where nobody says. */
const USUAL_RATE: Rate = { perHour: 60, currency: 'CNY' }

/** How often intervals draw anew: enough for a digit that stays. */
const ROUNDS = 1000

/** What the labels of some clips cost, and what their pre-labels saved. */
export async function economicsAnswer(
  named: readonly string[],
  options: EconomicsOptions,
): Promise<Answer> {
  const { html, csv, language } = options
  const about = await aboutOf(options.about)
  const progress = openProgress()
  const rows: ObjectRow[] = []
  const framesByClip = new Map<string, number>()
  let elsewhere: Work = NO_WORK
  let agreed: Rate | null = null
  try {
    const place = { dataDir: dataDirOf(options.data), named }
    for await (const { clip, records, entries, counted, terms } of workedClips(place, progress)) {
      // Two clips may have one name.
      const name = framesByClip.has(clip.name) ? `${clip.name} (${clip.id})` : clip.name
      const said = about[clip.id] ?? about[clip.name] ?? {}
      const { model = terms?.model ?? null, vendor = terms?.vendor ?? null } = said
      agreed ??= terms?.rate ?? null
      const work = withCounted(workOf(entries, options.pause), counted)
      const worked = { clip: name, model, vendor, work, isDone: options.done ?? false }
      const own = objectRows({ ...worked, annotations: annotationsOf(records) })
      rows.push(...own)
      framesByClip.set(name, clip.frames.length)
      const objects = new Set(own.map(({ trackId }) => trackId))
      elsewhere = sumOf(elsewhere, workElsewhere(work, objects))
    }
    progress.at('drawing anew', 0, 0)
    const report = economicsReport({
      ...{ madeAt: new Date().toISOString(), rows, framesByClip, elsewhere },
      rate: {
        perHour: options.rate ?? agreed?.perHour ?? USUAL_RATE.perHour,
        currency: options.currency ?? agreed?.currency ?? USUAL_RATE.currency,
      },
      longestPause: options.pause,
      isAnonymous: options.anonymous ?? false,
      resampling: { random: createRandom(options.seed), rounds: ROUNDS },
    })
    if (html !== undefined) {
      const title = pageTexts.economics[language]
      await writeWhole(html, wholePage(economicsPage(report, language), title, language))
    }
    if (csv !== undefined) await writeWhole(csv, rowsCsv(rows))
    progress.end()
    return { json: report, text: economicsText(report), exit: EXIT.done }
  } finally {
    progress.end()
  }
}
