import type { Client } from '../wire.ts'
import type { QualityServer } from './qualityServer.ts'

/** What the server of this page answers about what is known of labels. */
export function connectQuality({ quality }: Pick<Client, 'quality'>): QualityServer {
  return {
    readOverview: () => quality.overview.query(),
    readKnown: () => quality.known.query(),
    keepReference: (asked) => quality.keepReference.mutate(asked),
    dropReference: (clipId) => quality.dropReference.mutate({ clipId }),
    makeDouble: async (taskId) => {
      await quality.makeDouble.mutate({ taskId })
    },
  }
}
