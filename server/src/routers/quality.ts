import { z } from 'zod'
import { makeDouble } from '../quality/doubles.ts'
import { keptReferences, labelledTwice, scoredTries } from '../quality/qualityOverview.ts'
import { dropReference, keepReference } from '../quality/references.ts'
import { procedure, router } from '../trpc.ts'
import { clipIdInput, idInput } from './inputs.ts'

const frameInput = z.int().nonnegative()

/** What is known of labels that those who label are not told: for those who run the work. */
export const qualityRouter = router({
  /** Every try that something was known of, the stretches that are known, and those labelled twice. */
  overview: procedure.query(async ({ ctx }) => {
    const { queries } = ctx.store.database
    return {
      tries: await scoredTries(queries),
      references: await keptReferences(queries),
      twice: await labelledTwice(queries),
    }
  }),

  /** What became of hidden checks in clips, without names: what an acceptance report tells. */
  known: procedure.query(async ({ ctx }) => {
    const tries = await scoredTries(ctx.store.database.queries)
    return tries
      .filter(({ isHandedOn }) => isHandedOn)
      .map(({ clipId, faults, reference }) => ({ clipId, faults, reference }))
  }),

  keepReference: procedure
    .input(
      z.object({
        ...{ clipId: clipIdInput, fromClipId: clipIdInput },
        ...{ firstFrame: frameInput, lastFrame: frameInput },
      }),
    )
    .mutation(({ ctx, input }) => keepReference(ctx.store.database.queries, input)),

  dropReference: procedure
    .input(z.object({ clipId: clipIdInput }))
    .mutation(({ ctx, input }) => dropReference(ctx.store.database.queries, input.clipId)),

  /** Has the stretch of a task labelled once more, by somebody else. */
  makeDouble: procedure.input(z.object({ taskId: idInput })).mutation(async ({ ctx, input }) => ({
    clipId: await makeDouble(ctx.store.database.queries, input.taskId),
  })),
})
