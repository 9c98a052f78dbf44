import { type AcceptanceReport, type Interval, type Judgement, pageTexts } from '@trueline/quality'
import { countText } from '../importReport.ts'
import { tableOf } from '../table.ts'

/** What an acceptance report says, for people. */
export function reportText(report: AcceptanceReport): string {
  const { frames, total, judgements, verdict, profile } = report
  const counts = [
    countText(frames, 'frame'),
    countText(total.objects, 'object'),
    countText(total.boxes, 'box', 'boxes'),
  ].join(', ')
  return [
    `${counts}; profile ${profile.name}: ${pageTexts[verdict].en}`,
    '',
    tableOf(
      ['measure', 'of', 'value', 'between', 'limit', 'verdict'],
      judgements.map((one) => [
        pageTexts[one.measure].en,
        one.category ?? 'all',
        valueText(one, one.value),
        one.interval === null ? '' : betweenText(one.interval),
        valueText(one, one.limit),
        pageTexts[one.verdict].en,
      ]),
    ),
  ].join('\n')
}

/** `2.1 – 5.0 %` */
export function betweenText({ low, high }: Interval): string {
  return `${(100 * low).toFixed(1)} – ${(100 * high).toFixed(1)} %`
}

function valueText({ measure }: Judgement, value: number): string {
  switch (measure) {
    case 'centerP95':
    case 'sizeP95':
      return `${value.toFixed(2)} m`
    case 'yawP95Deg':
      return `${value.toFixed(1)}°`
    case 'idSwitches':
      return value.toFixed(1)
    default:
      return `${(100 * value).toFixed(1)} %`
  }
}
