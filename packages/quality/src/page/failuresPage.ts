import { FAILURE_BY, type FailureGroup, type FailureReport } from '../corrections/failures.ts'
import type { Interval } from '../intervals/interval.ts'
import { intervalBar } from './charts.ts'
import { momentText, percentWithin } from './figures.ts'
import { el, type Markup, type MarkupElement } from './markup.ts'
import { pageTexts as texts } from './pageTexts.ts'
import { fateBar, fateLegend, figure, type Language, note, section, table } from './parts.ts'

const RATES = ['falseRate', 'missedRate', 'changedRate'] as const

const NAMES = {
  ...{ category: texts.category, range: texts.rangeBy, occlusion: texts.occlusion },
  ...{ points: texts.points, score: texts.score, scene: texts.scene },
} as const

/** Where a model fails, as a page. */
export function failuresPage(report: FailureReport, language: Language): MarkupElement {
  const { total, by, madeAt } = report
  return el('article', { class: 'q-page', lang: language }, [
    el('h1', {}, [texts.failures[language]]),
    ...(madeAt === null ? [] : [note(`${texts.madeAt[language]} ${momentText(madeAt)}`)]),
    fateLegend(language),
    groupTable([{ ...total, name: texts.all[language] }], language),
    ...FAILURE_BY.flatMap((one) =>
      by[one].length === 0 ? [] : [section(NAMES[one][language], [groupTable(by[one], language)])],
    ),
    note(texts.failuresMethod[language]),
  ])
}

function groupTable(groups: readonly FailureGroup[], language: Language): MarkupElement {
  return table(
    [
      ...['', figure(texts.boxes[language]), texts.became[language]],
      ...RATES.map((rate) => texts[rate][language]),
    ],
    groups.map(({ name, fates, ...rates }) => [
      name,
      figure(Object.values(fates).reduce((sum, count) => sum + count, 0)),
      fateBar(fates, language),
      ...RATES.map((rate) => rateCell(rates[rate])),
    ]),
  )
}

function rateCell(rate: Interval | null): Markup {
  if (rate === null) return percentWithin(rate)
  const words = percentWithin(rate)
  return el('div', {}, [
    intervalBar(rate, words, { to: 1, limit: null }),
    el('span', { class: 'q-within' }, [words]),
  ])
}
