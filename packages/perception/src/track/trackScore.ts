import type { Chain } from './joinLinks.ts'

/** How many frames there are from a chain's first sight to its last, and in the whole clip. */
export type FrameCounts = { readonly span: number; readonly clip: number }

/** No detection is surer than this of anything. */
const CERTAIN = 0.01
/**
 * Fitted by logistic regression to made streets whose bushes are found again and again; a test says how
 * well they hold on others.
 */
const WEIGHTS = { meanOdds: 1.9, length: 1.9, gaps: -2.2, all: -4.3 }
/** Frames after which how often something was found begins to tell; fitted to made streets of 2 to 50. */
const TELLING_FRAMES = 6
/** In a clip of fewer frames than these a track cannot be long: being found in all of them counts as much. */
const USUAL_FRAMES = 20

/**
 * How sure it is that a track is an object, in [0, 1].
 *
 * Detections of one object are no independent witnesses: a bush is found again and again. So the mean of
 * their log odds counts, not the sum; being found often and without gaps speaks for it, the more
 * the more frames there were to be found in. In a clip of one frame it is the detection's own score.
 */
export function trackScore(chain: Chain, { span, clip }: FrameCounts): number {
  const odds = chain.map(({ score }) => {
    const inside = Math.min(1 - CERTAIN, Math.max(CERTAIN, score))
    return Math.log(inside / (1 - inside))
  })
  const mean = odds.reduce((sum, value) => sum + value, 0) / chain.length
  const inTime =
    WEIGHTS.meanOdds * mean +
    WEIGHTS.length * Math.log(chain.length * Math.max(1, USUAL_FRAMES / clip)) +
    WEIGHTS.gaps * (1 - chain.length / span) +
    WEIGHTS.all
  return 1 / (1 + Math.exp(-mix(mean, inTime, 1 - Math.exp((1 - clip) / TELLING_FRAMES))))
}

function mix(from: number, to: number, ratio: number): number {
  return from + (to - from) * ratio
}
