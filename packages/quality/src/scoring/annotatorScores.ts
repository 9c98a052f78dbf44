import { type ClusterCount, clusteredInterval } from '../intervals/clustered.ts'
import type { Interval } from '../intervals/interval.ts'
import { wilsonInterval } from '../intervals/proportion.ts'
import type { FaultOutcome, FaultScore } from './scoreFaults.ts'
import type { ReferenceScore } from './scoreReference.ts'

/** What somebody submitted, scored. */
export type ScoredSubmission = {
  readonly annotator: string
  /** `null` where nothing was planted, */
  readonly faults: FaultScore | null
  /** and where no stretch is known. */
  readonly reference: ReferenceScore | null
}

/** What is known of how well somebody works; each figure `null` where nothing tells of it. */
export type AnnotatorScore = {
  readonly annotator: string
  readonly submissions: number
  readonly faults: { readonly [outcome in FaultOutcome]: number }
  /** Of planted faults that can be seen, those that were put right. */
  readonly fixed: Interval | null
  /** Of planted faults that can be seen, those that were at least noticed. */
  readonly noticed: Interval | null
  /** Of boxes that were right when handed out, those that no longer are. */
  readonly broken: Interval | null
  /** Of what is known or was said on hidden stretches, what is not right. */
  readonly wrong: Interval | null
}

/** The scores of everybody who submitted, by name. */
export function annotatorScores(
  submissions: readonly ScoredSubmission[],
  confidence?: number,
): readonly AnnotatorScore[] {
  const names = [...new Set(submissions.map(({ annotator }) => annotator))].toSorted()
  return names.map((annotator) => {
    const own = submissions.filter((one) => one.annotator === annotator)
    const outcomes = own.flatMap((one) => one.faults?.outcomes.map(({ outcome }) => outcome) ?? [])
    const countOf = (asked: FaultOutcome): number =>
      outcomes.filter((outcome) => outcome === asked).length
    const faults = {
      ...{ fixed: countOf('fixed'), found: countOf('found') },
      ...{ left: countOf('left'), slight: countOf('slight') },
    }
    const sampled = outcomes.length - faults.slight
    const shareOf = (errors: number): Interval | null =>
      sampled === 0 ? null : wilsonInterval({ errors, sampled, population: null }, confidence)
    const clustered = (clusters: readonly ClusterCount[]): Interval | null =>
      clusters.length === 0 ? null : clusteredInterval(clusters, confidence)
    return {
      ...{ annotator, submissions: own.length, faults },
      fixed: shareOf(faults.fixed),
      noticed: shareOf(faults.fixed + faults.found),
      broken: clustered(own.flatMap((one) => one.faults?.broken ?? [])),
      wrong: clustered(own.flatMap((one) => one.reference?.errors ?? [])),
    }
  })
}
