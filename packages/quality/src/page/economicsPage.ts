import {
  ECONOMICS_BY,
  type EconomicsGroup,
  type EconomicsReport,
} from '../economics/economicsReport.ts'
import type { Savings } from '../economics/savings.ts'
import { bandCurve } from './charts.ts'
import {
  duration,
  momentText,
  money,
  NO_FIGURE,
  percent,
  percentWithin,
  withinText,
} from './figures.ts'
import { el, type MarkupElement } from './markup.ts'
import { pageTexts as texts } from './pageTexts.ts'
import { fateBar, fateLegend, figure, type Language, note, section, table, tile } from './parts.ts'

/** What pre-labels cost and saved, as a page. */
export function economicsPage(report: EconomicsReport, language: Language): MarkupElement {
  const { total, by, rate, longestPause, threshold, drawing, madeAt, elsewhere } = report
  const { savings } = total
  return el('article', { class: 'q-page', lang: language }, [
    el('h1', {}, [texts.economics[language]]),
    ...(madeAt === null ? [] : [note(`${texts.madeAt[language]} ${momentText(madeAt)}`)]),
    el('div', { class: 'q-tiles' }, [
      tile(savedWords(savings), savedName(savings)[language], savedWithin(savings)),
      tile(duration(total.seconds), texts.time[language]),
      tile(duration(total.secondsPerObject), texts.timePerObject[language]),
      tile(total.actionsPerObject?.toFixed(1) ?? NO_FIGURE, texts.actionsPerObject[language]),
      tile(money(total.cost, rate.currency), texts.cost[language]),
      tile(money(total.costPerFrame, rate.currency), texts.costPerFrame[language]),
    ]),
    ...(savings === null ? [note(texts.noDrawing[language])] : []),
    section(texts.became[language], [
      fateLegend(language),
      table(
        ['', ''],
        [
          [texts.objects[language], fateBar(total.objectFates, language)],
          [texts.boxes[language], fateBar(total.boxFates, language)],
        ],
      ),
    ]),
    ...ECONOMICS_BY.flatMap((one) =>
      by[one].length === 0
        ? []
        : [section(texts[one][language], [groupTable(by[one], rate.currency, language)])],
    ),
    ...(threshold === null ? [] : [thresholdSection(threshold, language)]),
    ...(drawing.length === 0 ? [] : [drawingSection(drawing, language)]),
    ...(elsewhere.actions + elsewhere.undos === 0
      ? []
      : [note(`${texts.elsewhere[language]}: ${duration(elsewhere.seconds)}`)]),
    note(texts.economicsMethod({ pause: longestPause })[language]),
  ])
}

function savedName(savings: Savings | null) {
  return savings !== null && savings.saved.estimate < 0 ? texts.lost : texts.saved
}

/** `34.2 %`, without sign: the name says whether it was saved or lost. */
function savedWords(savings: Savings | null): string {
  const share = savings?.savedShare ?? null
  if (share === null)
    return savings === null ? NO_FIGURE : duration(Math.abs(savings.saved.estimate))
  return percent(Math.abs(share.estimate))
}

/** `28.1 – 40.0 %`, between which that lies. */
function savedWithin(savings: Savings | null): string {
  const share = savings?.savedShare ?? null
  if (share === null) return ''
  const isLost = savings!.saved.estimate < 0
  return isLost ? withinText(-share.high, -share.low) : withinText(share.low, share.high)
}

function groupTable(
  groups: readonly EconomicsGroup[],
  currency: string,
  language: Language,
): MarkupElement {
  return table(
    [
      '',
      ...[texts.objects, texts.timePerObject, texts.actionsPerObject, texts.costPerFrame].map(
        (one) => figure(one[language]),
      ),
      texts.became[language],
      figure(texts.saved[language]),
    ],
    groups.map(({ name, objects, secondsPerObject, actionsPerObject, ...group }) => [
      ...[name, figure(objects), figure(duration(secondsPerObject))],
      figure(actionsPerObject?.toFixed(1) ?? NO_FIGURE),
      figure(money(group.costPerFrame, currency)),
      fateBar(group.objectFates, language),
      figure(signedShare(group.savings)),
    ]),
  )
}

/** `34.2 % (28.1 – 40.0 %)`, below 0 where it was lost. */
function signedShare(savings: Savings | null): string {
  const share = savings?.savedShare ?? null
  if (share === null) return NO_FIGURE
  return percentWithin(share)
}

function thresholdSection(
  { best, gain, curve }: NonNullable<EconomicsReport['threshold']>,
  language: Language,
): MarkupElement {
  const two = (value: number): string => value.toFixed(2)
  const isAll = gain.estimate <= 0
  const says = texts.thresholdSays({
    ...{ best: two(best.estimate), low: two(best.low), high: two(best.high) },
    ...{
      gain: duration(gain.estimate),
      gainLow: duration(gain.low),
      gainHigh: duration(gain.high),
    },
  })
  return section(texts.threshold[language], [
    el('p', {}, [(isAll ? texts.thresholdAll : says)[language]]),
    bandCurve(
      curve.map(({ threshold, ...interval }) => ({ ...interval, at: threshold })),
      texts.thresholdAxis[language],
      { best: best.estimate, x: two, y: duration },
    ),
    note(texts.thresholdAxis[language]),
  ])
}

function drawingSection(drawing: EconomicsReport['drawing'], language: Language): MarkupElement {
  return section(texts.drawing[language], [
    table(
      ['', ...[texts.perObject, texts.perBox, texts.measured].map((one) => figure(one[language]))],
      drawing.map(({ category, perObject, perBox, measured }) => [
        category ?? texts.all[language],
        ...[figure(duration(perObject)), figure(duration(perBox)), figure(measured)],
      ]),
    ),
  ])
}
