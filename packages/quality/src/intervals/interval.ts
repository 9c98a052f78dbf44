/** What is estimated, and between what it lies with the confidence asked for. */
export type Interval = {
  readonly estimate: number
  readonly low: number
  readonly high: number
}

/** How sure intervals are where nothing else is asked. */
export const CONFIDENCE = 0.95
