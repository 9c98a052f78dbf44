/** The probability that a logit stands for. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}

/** The logit of a probability; infinite at 0 and 1. */
export function logitOf(probability: number): number {
  return Math.log(probability / (1 - probability))
}

/** Sides beyond these are no object's, but would be infinite in the sums that follow. */
const MOST_LOG = 4

/** e to the power of a network's size value, in about [0.02, 55]. */
export function sideOf(logarithm: number): number {
  return Math.exp(Math.min(MOST_LOG, Math.max(-MOST_LOG, logarithm)))
}
