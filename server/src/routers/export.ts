import { CODECS } from '@trueline/formats'
import { z } from 'zod'
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

  /** What the format cannot hold of the clip; how many files it would be is known only once made. */
  losses: procedure
    .input(z.object({ clipId: clipIdInput, format: formatInput }))
    .query(async ({ ctx, input }) => {
      const { losses } = await ctx.store.exportClip({ ...input, withSensors: false })
      return { losses, files: null as number | null }
    }),
})
