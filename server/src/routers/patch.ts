import { tracked } from '@trpc/server'
import { verbatim } from '@trueline/annotation'
import { BadInputError, saidBy, WHOLE } from '@trueline/formats'
import { z } from 'zod'
import { authorOf } from '../access/caller.ts'
import { requireClip } from '../clips/clips.ts'
import { importTexts } from '../imports/importTexts.ts'
import { holdsUnstorableText } from '../imports/jsonText.ts'
import { liveEntries } from '../patches/liveEntries.ts'
import { historyOf, parseEdit } from '../patches/patchLog.ts'
import { requireEdit } from '../projects/requireMove.ts'
import { procedure, router } from '../trpc.ts'
import { authorInput, clipIdInput, seqInput } from './inputs.ts'

const appendInput = z.object({
  clipId: clipIdInput,
  edit: z.unknown(),
  baseRevisions: z.record(z.string(), z.int().nonnegative()),
  author: authorInput,
})

/** Edits: append, read back, follow. */
export const patchRouter = router({
  /** Stores an edit, or says who changed its records meanwhile. */
  append: procedure.input(appendInput).mutation(async ({ ctx, input }) => {
    const parsed = parseEdit(input.edit)
    if ('problem' in parsed) {
      const place = verbatim(parsed.place)
      const found = saidBy(parsed.problem, importTexts.unsoundEdit)
      throw new BadInputError({ file: 'edit', place, found, expected: importTexts.soundEdit })
    }
    if (holdsUnstorableText(JSON.stringify(parsed.edit))) {
      const { unstorable: found, wholeCharacters: expected } = importTexts
      throw new BadInputError({ file: 'edit', place: WHOLE, found, expected })
    }
    const { clipId } = input
    await requireEdit(ctx.store.database.queries, ctx.caller, { clipId, patch: parsed.edit.patch })
    const author = authorOf(ctx.caller, input.author)
    return ctx.store.append({ ...input, author, edit: parsed.edit })
  }),

  history: procedure
    .input(
      z.object({
        clipId: clipIdInput,
        before: seqInput.nullable(),
        limit: z.int().min(1).max(1000),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { queries } = ctx.store.database
      await requireClip(queries, input.clipId)
      const entries = await historyOf(queries, input)
      return {
        entries: entries.map(({ seq, author, storedAtUs, edit }) => ({
          seq,
          author,
          storedAtUs,
          edit,
        })),
      }
    }),

  /** Every edit after `seq`, then each new one; goes on where a broken connection left off. */
  since: procedure
    .input(z.object({ clipId: clipIdInput, seq: seqInput, lastEventId: z.string().nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const { database, hints } = ctx.store
      await requireClip(database.queries, input.clipId)
      const seen = Number(input.lastEventId ?? input.seq)
      const seq = Number.isSafeInteger(seen) ? Math.max(seen, input.seq) : input.seq
      const stop = signal ?? new AbortController().signal
      const from = { clipId: input.clipId, seq }
      for await (const entry of liveEntries({ queries: database.queries, hints }, from, stop)) {
        const { author, edit, revisions } = entry
        yield tracked(String(entry.seq), { seq: entry.seq, author, edit, revisions })
      }
    }),
})
