import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'

/** Who tries to sign in, and from where. */
export type SignInTry = { readonly email: string; readonly address: string }

/** Counts failed sign-ins, in this process. */
export type SignInLimits = {
  /**
   * Counts a try before it is looked at, so that many at once are not all looked at.
   *
   * @throws {RefusedError} when there were too many.
   */
  readonly tried: (one: SignInTry) => Promise<void>
  /** Takes the try back: it succeeded. */
  readonly succeeded: (one: SignInTry) => Promise<void>
}

const MINUTE_S = 60

/**
 * Five tries at an account from one address in a quarter of an hour; fifty from one address, and a
 * hundred at one account from anywhere, in an hour: guessing is hopeless, and locking somebody out is hard.
 */
export function createSignInLimits(): SignInLimits {
  const limits = [
    {
      of: ({ email, address }: SignInTry) => `${address} ${email.toLowerCase()}`,
      limiter: new RateLimiterMemory({ points: 5, duration: 15 * MINUTE_S }),
    },
    {
      of: ({ address }: SignInTry) => address,
      limiter: new RateLimiterMemory({ points: 50, duration: 60 * MINUTE_S }),
    },
    {
      of: ({ email }: SignInTry) => email.toLowerCase(),
      limiter: new RateLimiterMemory({ points: 100, duration: 60 * MINUTE_S }),
    },
  ]
  return {
    tried: async (one) => {
      for (const { of, limiter } of limits) await limiter.consume(of(one)).catch(refuse)
    },
    succeeded: async (one) => {
      for (const [at, { of, limiter }] of limits.entries()) {
        if (at === 0) await limiter.delete(of(one))
        else await limiter.reward(of(one))
      }
    },
  }
}

function refuse(found: RateLimiterRes | Error): never {
  if (found instanceof Error) throw found
  throw new RefusedError(
    429,
    accessTexts.tooOften({ seconds: Math.ceil(found.msBeforeNext / 1000) }),
  )
}
