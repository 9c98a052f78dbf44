import type { Workbench } from '../workbench.ts'

/** A proposer that nobody asks. */
export const noProposer: Workbench['proposer'] = {
  propose: async () => undefined,
  cancel: () => undefined,
  use: () => undefined,
  lanes: { propose: async () => undefined, cancel: () => undefined },
  roadside: { propose: async () => undefined, cancel: () => undefined },
}
