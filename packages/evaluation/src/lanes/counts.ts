/** How many were found, how many of what was said are not there, and how many nobody found. */
export type Counts = {
  readonly finds: number
  readonly unmatched: number
  readonly missed: number
}

/** What counts come to; each share in [0, 1], `null` where there is nothing to share. */
export type CountScores = Counts & {
  readonly recall: number | null
  readonly precision: number | null
  readonly f1: number | null
}

/** Recall, precision and their harmonic mean. */
export function scoresOfCounts({ finds, unmatched, missed }: Counts): CountScores {
  const share = (of: number): number | null => (of === 0 ? null : finds / of)
  return {
    ...{ finds, unmatched, missed },
    recall: share(finds + missed),
    precision: share(finds + unmatched),
    f1: share(finds + (unmatched + missed) / 2),
  }
}
