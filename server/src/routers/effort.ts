import { z } from 'zod'
import { readEffortLogged, writeEffortLogged } from '../clips/clipEffort.ts'
import { procedure, router } from '../trpc.ts'
import { clipIdInput } from './inputs.ts'

/** Whether actions and time are logged of a clip: the same for everybody who works on it. */
export const effortRouter = router({
  read: procedure.input(z.object({ clipId: clipIdInput })).query(async ({ ctx, input }) => ({
    isLogged: await readEffortLogged(ctx.store.database.queries, input.clipId),
  })),

  write: procedure
    .input(z.object({ clipId: clipIdInput, isLogged: z.boolean() }))
    .mutation(({ ctx, input }) =>
      writeEffortLogged(ctx.store.database.queries, input.clipId, input.isLogged),
    ),
})
