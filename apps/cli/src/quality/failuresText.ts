import type { FailureReport, Interval } from '@trueline/quality'
import { tableOf } from '../table.ts'
import { betweenText } from './reportText.ts'

const BY = ['category', 'range', 'occlusion', 'points', 'score', 'scene'] as const

/** Where a model fails, for people. */
export function failuresText({ total, by }: FailureReport): string {
  const rows = [
    { kind: 'all', group: total },
    ...BY.flatMap((kind) => by[kind].map((group) => ({ kind, group }))),
  ]
  return tableOf(
    ['by', 'what', 'nothing there', 'not proposed', 'had to be changed'],
    rows.map(({ kind, group: { name, falseRate, missedRate, changedRate } }) => [
      ...[kind, name],
      ...[falseRate, missedRate, changedRate].map(rateText),
    ]),
  )
}

function rateText(rate: Interval | null): string {
  return rate === null ? '–' : `${(100 * rate.estimate).toFixed(1)} % (${betweenText(rate)})`
}
