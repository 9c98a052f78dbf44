import { middleOf, type Resampling, redrawn } from '../intervals/bootstrap.ts'
import { CONFIDENCE, type Interval } from '../intervals/interval.ts'
import { quantileOf } from '../intervals/quantiles.ts'
import { drawingTimesOf, isDrawn } from './drawingTimes.ts'
import type { ObjectRow } from './objectRows.ts'
import { isAnswered, savedBy } from './savings.ts'

/** From which score on showing pre-labels pays. */
export type ScoreThreshold = {
  /** Pre-labels with at least this score are worth showing. */
  readonly best: Interval
  /** Seconds saved against showing all of them. */
  readonly gain: Interval
  /** What showing those from a score on saves against drawing all from scratch, lowest score first. */
  readonly curve: readonly (Interval & { readonly threshold: number; readonly shown: number })[]
}

/** Scores that are tried, at the most. */
const STEPS = 40

type Scored = { readonly score: number; readonly row: ObjectRow }

/**
 * The score threshold at which showing pre-labels pays best. What is not shown and is real has to be
 * drawn; what is not shown and is nothing costs nothing. Objects without a score do not count.
 *
 * @returns `null` where fewer than two scores were answered, or nothing was drawn.
 */
export function scoreThreshold(
  rows: readonly ObjectRow[],
  drawnRows: readonly ObjectRow[],
  { random, rounds, confidence = CONFIDENCE }: Resampling,
): ScoreThreshold | null {
  const scored = rows.flatMap((row): readonly Scored[] =>
    isAnswered(row) && row.score !== null ? [{ score: row.score, row }] : [],
  )
  const drawn = drawnRows.filter(isDrawn)
  const thresholds = thresholdsOf(scored)
  if (thresholds.length < 2 || drawn.length === 0) return null
  const times = drawingTimesOf(drawn)
  const saved = savedFrom(thresholds, scored, times)
  const best = indexOfMost(saved)
  const curves: number[][] = thresholds.map(() => [])
  const bests: number[] = []
  const gains: number[] = []
  for (let round = 0; round < rounds; round++) {
    const again = savedFrom(
      thresholds,
      redrawn(scored, random),
      drawingTimesOf(redrawn(drawn, random)),
    )
    for (const [index, value] of again.entries()) curves[index]!.push(value)
    bests.push(thresholds[indexOfMost(again)]!)
    gains.push(again[best]! - again[0]!)
  }
  return {
    best: { estimate: thresholds[best]!, ...middleOf(bests, confidence) },
    gain: { estimate: saved[best]! - saved[0]!, ...middleOf(gains, confidence) },
    curve: thresholds.map((threshold, index) => ({
      ...{ threshold, shown: scored.filter(({ score }) => score >= threshold).length },
      ...{ estimate: saved[index]!, ...middleOf(curves[index]!, confidence) },
    })),
  }
}

/** Scores to try, ascending; the least shows all. */
function thresholdsOf(scored: readonly Scored[]): readonly number[] {
  const scores = [...new Set(scored.map(({ score }) => score))].toSorted((a, b) => a - b)
  if (scores.length <= STEPS) return scores
  const steps = Array.from({ length: STEPS }, (_, step) => quantileOf(scores, step / (STEPS - 1)))
  return [...new Set(steps)]
}

/** What showing those from each threshold on saves. */
function savedFrom(
  thresholds: readonly number[],
  scored: readonly Scored[],
  times: Parameters<typeof savedBy>[1],
): readonly number[] {
  const sums = new Array<number>(thresholds.length).fill(0)
  for (const { score, row } of scored) {
    const last = thresholds.findLastIndex((threshold) => threshold <= score)
    if (last >= 0) sums[last]! += savedBy(row, times)
  }
  for (let index = sums.length - 2; index >= 0; index--) sums[index]! += sums[index + 1]!
  return sums
}

function indexOfMost(values: readonly number[]): number {
  return values.reduce((most, value, index) => (value > values[most]! ? index : most), 0)
}
