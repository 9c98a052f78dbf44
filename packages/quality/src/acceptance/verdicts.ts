import type { LaneEvaluation } from '@trueline/evaluation'
import type { Interval } from '../intervals/interval.ts'
import type { SampledRate } from '../sampling/sampledRate.ts'
import type { AcceptanceReport, CategoryFigures } from './acceptanceReport.ts'
import { type AcceptanceLimits, BOX_MEASURES, type BoxMeasure } from './profile.ts'

/**
 * Whether a limit is kept. `unproven`: the estimate keeps it or does not, but so few were looked at that
 * the truth may lie on the other side.
 */
export type Verdict = 'pass' | 'unproven' | 'fail'

/** One line of the profile, and what the labels come to. */
export type Judgement = {
  readonly measure: BoxMeasure | 'sampled' | 'lanes'
  /** `null`: of all. */
  readonly category: string | null
  readonly value: number
  /** `null` where it is a figure of all there is. */
  readonly interval: Interval | null
  readonly limit: number
  readonly verdict: Verdict
}

type Judged = Pick<
  AcceptanceReport,
  'profile' | 'total' | 'categories' | 'sampled' | 'lanes' | 'isSample'
>

/** What a profile says, line by line; what there is nothing of is not judged. */
export function judgementsOf(report: Judged): readonly Judgement[] {
  const { profile, total, categories, sampled, lanes, isSample } = report
  const own = profile.byCategory ?? {}
  return [
    ...boxJudgements(profile.limits, { ...total, category: null }, isSample),
    // A category without limits of its own is judged by those of all.
    ...categories.flatMap((figures) =>
      boxJudgements({ ...profile.limits, ...own[figures.category] }, figures, isSample),
    ),
    ...sampledJudgement(profile.sampled, sampled),
    ...laneJudgement(profile.lanes, lanes),
  ]
}

/** What several verdicts come to: the worst of them. */
export function worstOf(judgements: readonly Judgement[]): Verdict {
  const verdicts = judgements.map(({ verdict }) => verdict)
  if (verdicts.includes('fail')) return 'fail'
  return verdicts.includes('unproven') || verdicts.length === 0 ? 'unproven' : 'pass'
}

function boxJudgements(
  limits: AcceptanceLimits,
  figures: Omit<CategoryFigures, 'category'> & { readonly category: string | null },
  isSample: boolean,
): readonly Judgement[] {
  const { category } = figures
  return BOX_MEASURES.flatMap((measure): readonly Judgement[] => {
    const limit = limits[measure]
    const told = figureOf(measure, figures)
    if (limit === undefined || told === null) return []
    const isShare = typeof told === 'object'
    const value = isShare ? told.estimate : told
    const interval = isShare ? told : null
    const verdict = isShare && isSample ? verdictOf(told, limit) : value <= limit ? 'pass' : 'fail'
    return [{ measure, category, value, interval, limit, verdict }]
  })
}

function figureOf(
  measure: BoxMeasure,
  figures: Omit<CategoryFigures, 'category'>,
): Interval | number | null {
  const { center, size, yawDeg, objects, idSwitches } = figures
  switch (measure) {
    case 'centerP95':
      return center?.p95 ?? null
    case 'sizeP95':
      return size?.p95 ?? null
    case 'yawP95Deg':
      return yawDeg?.p95 ?? null
    case 'idSwitches':
      return objects === 0 ? null : (100 * idSwitches) / objects
    case 'extra':
      return figures.extraRate
    case 'flipped':
    case 'missed':
    case 'wrongCategory':
      return figures[measure]
  }
}

function verdictOf({ low, high }: Interval, limit: number): Verdict {
  if (high <= limit) return 'pass'
  return low > limit ? 'fail' : 'unproven'
}

function sampledJudgement(
  limit: number | undefined,
  sampled: SampledRate | null,
): readonly Judgement[] {
  if (limit === undefined || sampled === null) return []
  const { rate } = sampled
  const verdict = verdictOf(rate, limit)
  return [
    { measure: 'sampled', category: null, value: rate.estimate, interval: rate, limit, verdict },
  ]
}

function laneJudgement(
  limit: number | undefined,
  lanes: LaneEvaluation | null,
): readonly Judgement[] {
  const f1 = lanes?.vertices.f1 ?? null
  if (limit === undefined || f1 === null) return []
  const verdict = f1 >= limit ? 'pass' : 'fail'
  return [{ measure: 'lanes', category: null, value: f1, interval: null, limit, verdict }]
}
