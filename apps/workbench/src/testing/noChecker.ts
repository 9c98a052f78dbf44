import type { Checker } from '../check/checker.ts'

/** A checker that finds nothing. */
export const noChecker: Checker = {
  mend: async () => [],
  restart: () => undefined,
  dispose: () => undefined,
}
