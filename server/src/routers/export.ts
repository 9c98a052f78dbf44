import { CODECS } from '@trueline/formats'
import { z } from 'zod'
import { resultOf } from '../imports/importClip.ts'
import { procedure, router } from '../trpc.ts'
import { clipIdInput, formatInput } from './inputs.ts'

/** Exports: what there is, and what a clip would lose. */
export const exportRouter = router({
  formats: procedure.query(() => ({
    formats: CODECS.map(({ id, title, reads, writes, limits }) => ({
      id,
      title,
      reads,
      writes,
      limits,
    })),
  })),

  /** What would be written, and what the format cannot hold; how many files is known only once made. */
  losses: procedure
    .input(
      z.object({ clipId: clipIdInput, format: formatInput, withSensors: z.boolean().nullish() }),
    )
    .query(async ({ ctx, input }) => {
      const withSensors = input.withSensors ?? false
      const { clip, losses, records } = await ctx.store.exportClip({ ...input, withSensors })
      return { losses, records: resultOf(clip, records).records, files: null as number | null }
    }),
})
