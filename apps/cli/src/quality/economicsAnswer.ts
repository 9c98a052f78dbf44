import { annotationsOf } from '@trueline/annotation'
import {
  economicsPage,
  economicsReport,
  type Language,
  NO_WORK,
  type ObjectRow,
  objectRows,
  pageTexts,
  rowsCsv,
  type Work,
  wholePage,
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
  readonly rate: number
  readonly currency: string
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
  try {
    const place = { dataDir: dataDirOf(options.data), named }
    for await (const { clip, records, entries } of workedClips(place, progress)) {
      // Two clips may have one name.
      const name = framesByClip.has(clip.name) ? `${clip.name} (${clip.id})` : clip.name
      const { model = null, vendor = null } = about[clip.id] ?? about[clip.name] ?? {}
      const work = workOf(entries, options.pause)
      const worked = { clip: name, model, vendor, work, isDone: options.done ?? false }
      const own = objectRows({ ...worked, annotations: annotationsOf(records) })
      rows.push(...own)
      framesByClip.set(name, clip.frames.length)
      elsewhere = restOf(work, new Set(own.map(({ trackId }) => trackId)), elsewhere)
    }
    progress.at('drawing anew', 0, 0)
    const report = economicsReport({
      ...{ madeAt: new Date().toISOString(), rows, framesByClip, elsewhere },
      rate: { perHour: options.rate, currency: options.currency },
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

/** The work that went into none of the objects, added to what there is already. */
function restOf(work: ReturnType<typeof workOf>, objects: ReadonlySet<string>, sum: Work): Work {
  let { seconds, actions, undos } = sum
  for (const [id, byAuthor] of work) {
    if (id !== null && objects.has(id)) continue
    for (const one of byAuthor.values()) {
      seconds += one.seconds
      actions += one.actions
      undos += one.undos
    }
  }
  return { seconds, actions, undos }
}
