import type { Interval } from '../intervals/interval.ts'
import { annotatorScores, type ScoredSubmission } from '../scoring/annotatorScores.ts'
import type { FaultScore } from '../scoring/scoreFaults.ts'
import type { ReferenceScore } from '../scoring/scoreReference.ts'

/** What became of hidden checks in labels that were handed on. */
export type KnownOfLabels = {
  readonly faults: readonly FaultScore['outcomes'][number][] | null
  readonly reference: ReferenceScore | null
}

/** What hidden checks say of all the work; shares `null` where nothing tells of them. */
export type KnownFigures = {
  /** Planted faults that can be seen; none of them is left in the labels. */
  readonly planted: number
  readonly noticed: Interval | null
  readonly fixed: Interval | null
  /** Frames whose true labels are known. */
  readonly referenceFrames: number
  /** Of what is known or was said there, what is not right. */
  readonly wrong: Interval | null
}

/** What hidden checks come to; `null` where there were none. */
export function knownFigures(
  known: readonly KnownOfLabels[],
  confidence: number,
): KnownFigures | null {
  if (known.length === 0) return null
  const [score] = annotatorScores(
    known.map((one) => submissionOf('', one)),
    confidence,
  )
  const { fixed, found, left } = score!.faults
  return {
    planted: fixed + found + left,
    ...{ noticed: score!.noticed, fixed: score!.fixed, wrong: score!.wrong },
    referenceFrames: known.reduce((sum, { reference }) => sum + (reference?.frames ?? 0), 0),
  }
}

/** The same as it is told of people. What else a pre-label was is not known to be right: nothing is told of it. */
export function submissionOf(
  annotator: string,
  { faults, reference }: KnownOfLabels,
): ScoredSubmission {
  return {
    ...{ annotator, reference },
    faults: faults === null ? null : { outcomes: faults, broken: [], invented: 0 },
  }
}
