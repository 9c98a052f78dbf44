import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'

/** Counts uploads that somebody begins, in this process. */
export type ImportLimit = {
  /** @throws {RefusedError} when somebody begins too many. */
  readonly begun: (personId: string) => Promise<void>
}

/** Far more than hands or a pipeline begin, far fewer than fill a disk with empty folders. */
const POINTS = 120
const SECONDS = 60

/** So many uploads a minute for each person. */
export function createImportLimit(): ImportLimit {
  const limiter = new RateLimiterMemory({ points: POINTS, duration: SECONDS })
  return {
    begun: async (personId) => {
      await limiter.consume(personId).catch((found: RateLimiterRes | Error) => {
        if (found instanceof Error) throw found
        const seconds = Math.ceil(found.msBeforeNext / 1000)
        throw new RefusedError(429, accessTexts.tooOften({ seconds }))
      })
    },
  }
}
