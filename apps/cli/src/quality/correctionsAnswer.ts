import { annotationsOf } from '@trueline/annotation'
import {
  type Correction,
  correctionsOf,
  failuresOf,
  failuresPage,
  type Language,
  pageTexts,
  wholePage,
} from '@trueline/quality'
import { type Answer, EXIT } from '../answer.ts'
import { dataDirOf } from '../dataDir.ts'
import { countText } from '../importReport.ts'
import { writeWhole } from '../output.ts'
import { openProgress } from '../progress.ts'
import { failuresText } from './failuresText.ts'
import { workedClips } from './workedClips.ts'

/** How `corrections` was called. */
export type CorrectionsOptions = {
  readonly out?: string
  readonly html?: string
  readonly language: Language
  readonly data?: string
}

/** What people did to proposals, for the next round of training, and where a model fails. */
export async function correctionsAnswer(
  named: readonly string[],
  { out, html, language, data }: CorrectionsOptions,
): Promise<Answer> {
  const progress = openProgress()
  const corrections: Correction[] = []
  try {
    const place = { dataDir: dataDirOf(data), named }
    for await (const { clip, records, entries } of workedClips(place, progress)) {
      const own = correctionsOf({ clip, annotations: annotationsOf(records), entries })
      for (const one of own) corrections.push(one)
    }
    const report = failuresOf(corrections, new Date().toISOString())
    if (out !== undefined) {
      await writeWhole(out, corrections.map((one) => `${JSON.stringify(one)}\n`).join(''))
    }
    if (html !== undefined) {
      const title = pageTexts.failures[language]
      await writeWhole(html, wholePage(failuresPage(report, language), title, language))
    }
    progress.end()
    const count = countText(corrections.length, 'box', 'boxes')
    return {
      json: { ...report, boxes: corrections.length },
      text: [`${out === undefined ? '' : `${out}: `}${count}`, '', failuresText(report)].join('\n'),
      exit: EXIT.done,
    }
  } finally {
    progress.end()
  }
}
