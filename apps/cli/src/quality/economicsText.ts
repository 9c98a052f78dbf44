import { type EconomicsGroup, type EconomicsReport, type Fate, pageTexts } from '@trueline/quality'
import { countText } from '../importReport.ts'
import { tableOf } from '../table.ts'
import { betweenText } from './reportText.ts'

const FATES: readonly Fate[] = ['untouched', 'nudged', 'redrawn', 'deleted', 'added', 'waiting']
const BY = ['category', 'clip', 'model', 'vendor', 'annotator'] as const

/** What labels cost and pre-labels saved, for people. */
export function economicsText({ total, by, rate, threshold }: EconomicsReport): string {
  const { currency } = rate
  return [
    `${countText(total.objects, 'object')}, ${countText(total.boxes, 'box', 'boxes')}, ${(total.seconds / 60).toFixed(1)} min, ${total.cost.toFixed(2)} ${currency}`,
    savedText(total),
    ...BY.flatMap((one) => (by[one].length === 0 ? [] : ['', groupTable(by[one], one, currency)])),
    ...(threshold === null
      ? []
      : [
          '',
          `showing pays from a score of ${threshold.best.estimate.toFixed(2)} on (${threshold.best.low.toFixed(2)} – ${threshold.best.high.toFixed(2)})`,
        ]),
  ].join('\n')
}

function savedText({ savings }: EconomicsGroup): string {
  if (savings === null) return pageTexts.noDrawing.en
  const share = savings.savedShare
  const minutes = (savings.saved.estimate / 60).toFixed(1)
  const part =
    share === null ? '' : `, ${(100 * share.estimate).toFixed(1)} % (${betweenText(share)})`
  return `saved against drawing: ${minutes} min${part}`
}

function groupTable(groups: readonly EconomicsGroup[], by: string, currency: string): string {
  return tableOf(
    [by, 'objects', 's/object', 'actions/object', `${currency}/frame`, ...FATES, 'saved'],
    groups.map(({ name, objects, objectFates, savings, ...group }) => [
      ...[name, objects],
      ...[fixed(group.secondsPerObject, 1), fixed(group.actionsPerObject, 1)],
      fixed(group.costPerFrame, 3),
      ...FATES.map((fate) => objectFates[fate]),
      savings?.savedShare == null
        ? ''
        : `${(100 * savings.savedShare.estimate).toFixed(1)} % (${betweenText(savings.savedShare)})`,
    ]),
  )
}

function fixed(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits)
}
