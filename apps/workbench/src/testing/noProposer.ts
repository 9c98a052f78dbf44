import type { Proposer } from '../propose/proposer.ts'

/** A proposer that nobody asks. */
export const noProposer: Proposer = {
  propose: async () => undefined,
  cancel: () => undefined,
  use: () => undefined,
}
