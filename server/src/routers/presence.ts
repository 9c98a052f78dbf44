import { z } from 'zod'
import { requireClip } from '../clips/clips.ts'
import { procedure, router } from '../trpc.ts'
import { clipIdInput, idInput, nameInput, seqInput, storable } from './inputs.ts'

const windowInput = z.object({ clipId: clipIdInput, windowId: idInput })

/** Who else is on a clip, and what they look at. */
export const presenceRouter = router({
  /** Says that somebody is there; said again within half a minute, or they are taken to have left. */
  tell: procedure
    .input(
      windowInput.extend({
        frame: seqInput,
        trackId: storable.max(200).nullable(),
        /** What a browser calls its person where nobody signs in. */
        name: nameInput.or(z.literal('')),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { clipId, name, ...window } = input
      await requireClip(ctx.store.database.queries, clipId)
      const { person, by } = ctx.caller
      const isUnnamed = by.kind === 'firstRun'
      const personId = isUnnamed ? window.windowId : person.personId
      ctx.presence.tell(clipId, { ...window, personId, name: isUnnamed ? name : person.name })
    }),

  leave: procedure.input(windowInput).mutation(async ({ ctx, input }) => {
    await requireClip(ctx.store.database.queries, input.clipId)
    ctx.presence.leave(input.clipId, input.windowId)
  }),

  /** Who is there, and after every change; a window whose line ends is gone at once. */
  watch: procedure.input(windowInput).subscription(async function* ({ ctx, input, signal }) {
    const { clipId, windowId } = input
    await requireClip(ctx.store.database.queries, clipId)
    try {
      yield* ctx.presence.watch(clipId, signal ?? new AbortController().signal)
    } finally {
      ctx.presence.leave(clipId, windowId)
    }
  }),
})
