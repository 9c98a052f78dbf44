import { type TrackId, trackId } from '@trueline/annotation'
import { z } from 'zod'
import { authorOf } from '../access/caller.ts'
import { readEffortLogged, writeEffortLogged } from '../clips/clipEffort.ts'
import { effortsOf, keepEffort } from '../economics/efforts.ts'
import { procedure, router } from '../trpc.ts'
import { authorInput, clipIdInput, idInput } from './inputs.ts'

const count = z
  .int()
  .nonnegative()
  .max(2 ** 31 - 1)
const trackIdInput = idInput.transform((id): TrackId => trackId(id))
const effortInput = z.object({
  trackId: trackIdInput.nullable(),
  ...{ keys: count, clicks: count, drags: count, undos: count, activeMs: count },
})
/** So many objects are told of one clip. */
const MOST = 20_000

/** Who is told what everybody did; others are told what they did themselves. */
const LEADS: readonly string[] = ['owner', 'manager']

/** Whether actions and time are logged of a clip, the same for everybody who works on it; and the log. */
export const effortRouter = router({
  read: procedure.input(z.object({ clipId: clipIdInput })).query(async ({ ctx, input }) => ({
    isLogged: await readEffortLogged(ctx.store.database.queries, input.clipId),
  })),

  write: procedure
    .input(z.object({ clipId: clipIdInput, isLogged: z.boolean() }))
    .mutation(({ ctx, input }) =>
      writeEffortLogged(ctx.store.database.queries, input.clipId, input.isLogged),
    ),

  /** Keeps what a browser counted of somebody's work on a clip, in place of what it said before. */
  tell: procedure
    .input(
      z.object({
        ...{ clipId: clipIdInput, author: authorInput, browserId: idInput },
        counted: z.array(effortInput).max(MOST),
      }),
    )
    .mutation(({ ctx, input: { clipId, browserId, counted, ...input } }) => {
      const author = authorOf(ctx.caller, input.author)
      return keepEffort(ctx.store.database.queries, { clipId, author, browserId }, counted)
    }),

  /** What was counted of a clip: of everybody for those who run the work, else one's own. */
  ofClip: procedure
    .input(z.object({ clipId: clipIdInput, author: authorInput }))
    .query(({ ctx, input: { clipId, ...input } }) => {
      const { caller, store } = ctx
      const author = LEADS.includes(caller.role) ? null : authorOf(caller, input.author)
      return effortsOf(store.database.queries, clipId, author)
    }),
})
