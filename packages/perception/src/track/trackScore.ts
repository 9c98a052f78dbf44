import type { Chain } from './joinLinks.ts'

/**
 * How sure it is that a track is an object, in [0, 1].
 *
 * Detections of one object are no independent witnesses: a bush is found again and again. So the mean of
 * their odds counts, not the product, and time and constancy add to it little by little.
 *
 * @param frameCount Frames from its first to its last.
 */
export function trackScore(chain: Chain, frameCount: number): number {
  const odds = chain.map(({ score }) => {
    const inside = Math.min(1 - CERTAIN, Math.max(CERTAIN, score))
    return Math.log(inside / (1 - inside))
  })
  const mean = odds.reduce((sum, value) => sum + value, 0) / chain.length
  const constancy = chain.length / frameCount
  const total = mean + OF_LENGTH * Math.log(chain.length) + OF_GAPS * (1 - constancy) + OF_ALL
  return 1 / (1 + Math.exp(-total))
}

/** No detection is surer than this of anything. */
const CERTAIN = 0.01
/** Fitted to simulated clips whose clutter is found again and again. */
const OF_LENGTH = 0.8
const OF_GAPS = -3
const OF_ALL = -1
