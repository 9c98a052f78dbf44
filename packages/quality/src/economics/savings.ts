import { middleOf, type Resampling, redrawn } from '../intervals/bootstrap.ts'
import { CONFIDENCE, type Interval } from '../intervals/interval.ts'
import { type DrawingTimes, drawingSeconds, drawingTimesOf, isDrawn } from './drawingTimes.ts'
import type { ObjectRow } from './objectRows.ts'

/** What pre-labels saved, or lost, against drawing the same objects from scratch. */
export type Savings = {
  /** Seconds that drawing them would have taken, by the drawing times that were measured. */
  readonly scratch: number
  /** Seconds that went into the pre-labels, those that were nothing included. */
  readonly spent: number
  /** In seconds; below 0 where they cost more than they saved. */
  readonly saved: Interval
  /** Of drawing from scratch; `null` where that takes no time. */
  readonly savedShare: Interval | null
  /** Of how many drawn objects the times were measured, and of how many pre-labels. */
  readonly drawn: number
  readonly preLabels: number
}

/**
 * The savings of the pre-labels among some objects. The interval is that of objects drawn anew, those
 * that tell how long drawing takes among them.
 *
 * @param drawnRows Objects that tell how long drawing takes; of these the drawn ones count.
 * @returns `null` where nothing was drawn, or no pre-label was answered.
 */
export function savingsOf(
  rows: readonly ObjectRow[],
  drawnRows: readonly ObjectRow[],
  { random, rounds, confidence = CONFIDENCE }: Resampling,
): Savings | null {
  const preLabels = rows.filter(isAnswered)
  const drawn = drawnRows.filter(isDrawn)
  if (preLabels.length === 0 || drawn.length === 0) return null
  const { scratch, spent } = costsOf(preLabels, drawingTimesOf(drawn))
  const saved: number[] = []
  const shares: number[] = []
  for (let round = 0; round < rounds; round++) {
    const again = costsOf(redrawn(preLabels, random), drawingTimesOf(redrawn(drawn, random)))
    saved.push(again.scratch - again.spent)
    if (again.scratch > 0) shares.push(1 - again.spent / again.scratch)
  }
  return {
    ...{ scratch, spent },
    saved: { estimate: scratch - spent, ...middleOf(saved, confidence) },
    savedShare:
      scratch > 0 ? { estimate: 1 - spent / scratch, ...middleOf(shares, confidence) } : null,
    ...{ drawn: drawn.length, preLabels: preLabels.length },
  }
}

/** Whether an object came as a pre-label that somebody answered. */
export function isAnswered({ fate }: ObjectRow): boolean {
  return fate !== 'added' && fate !== 'waiting'
}

/** What showing a pre-label saved: below 0 where it was nothing, or took longer than drawing. */
export function savedBy(row: ObjectRow, times: DrawingTimes): number {
  return (row.fate === 'deleted' ? 0 : (drawingSeconds(times, row) ?? 0)) - row.seconds
}

function costsOf(
  preLabels: readonly ObjectRow[],
  times: DrawingTimes,
): { readonly scratch: number; readonly spent: number } {
  const scratch = preLabels.reduce((sum, row) => sum + savedBy(row, times) + row.seconds, 0)
  return { scratch, spent: preLabels.reduce((sum, { seconds }) => sum + seconds, 0) }
}
