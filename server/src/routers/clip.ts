import { TRPCError } from '@trpc/server'
import type { RecordId } from '@trueline/annotation'
import { z } from 'zod'
import { authorOf } from '../access/caller.ts'
import { listClips, openClip, recordPage, renameClip, requireClip } from '../clips/clips.ts'
import { asAgreed } from '../projects/agreedOntology.ts'
import { projectOfBatch } from '../projects/projects.ts'
import { procedure, router } from '../trpc.ts'
import { authorInput, clipIdInput, formatInput, idInput, nameInput, storable } from './inputs.ts'

const importInput = z.object({
  uploadId: z.string(),
  format: formatInput.nullish(),
  dryRun: z.boolean(),
  onto: clipIdInput.nullish(),
  projectId: idInput.nullish(),
  batchId: idInput.nullish(),
  name: nameInput.nullish(),
  author: authorInput.nullish(),
  sourceName: nameInput.nullish(),
  mapping: z.object({ categories: z.record(z.string(), z.string()), file: z.string() }).nullish(),
  corrections: z.array(z.string().max(400)).max(100).readonly().nullish(),
  /** Whether pictures of the corrections that are offered are wanted. */
  showsCorrections: z.boolean().nullish(),
})

/** Records of a page at most; so many come with a clip, which is all of a short one. */
const PAGE_RECORDS = 2000

const jobInput = z.object({ jobId: z.string() })

function unknownJob({ jobId }: z.infer<typeof jobInput>): never {
  throw new TRPCError({ code: 'NOT_FOUND', message: `There is no import ${jobId}` })
}

/** Clips: list, open, page through, rename, remove, import. */
export const clipRouter = router({
  list: procedure.query(({ ctx }) => listClips(ctx.store.database.queries)),

  /** Whether the demo clip is still being made. */
  status: procedure.query(({ ctx }) => ({ preparing: ctx.preparing() })),

  /** A clip, the number of its last patch, and its first records, which are no older than that. */
  open: procedure.input(z.object({ clipId: clipIdInput })).query(async ({ ctx, input }) => {
    const { queries } = ctx.store.database
    const opened = await openClip(queries, input.clipId)
    const { clipId } = input
    const first = await recordPage(queries, { clipId, after: null, limit: PAGE_RECORDS })
    return { ...opened, clip: await asAgreed(queries, opened.clip), first }
  }),

  records: procedure
    .input(
      z.object({
        clipId: clipIdInput,
        after: storable.nullable(),
        limit: z.int().min(1).max(PAGE_RECORDS),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { queries } = ctx.store.database
      await requireClip(queries, input.clipId)
      return recordPage(queries, { ...input, after: input.after as RecordId | null })
    }),

  rename: procedure
    .input(z.object({ clipId: clipIdInput, name: nameInput }))
    .mutation(({ ctx, input }) => renameClip(ctx.store.database.queries, input.clipId, input.name)),

  remove: procedure
    .input(z.object({ clipId: clipIdInput }))
    .mutation(({ ctx, input }) => ctx.store.removeClip(input.clipId)),

  /**
   * Starts the import of an upload, which is gone when it ends unless it was a dry run. What is hidden in a
   * clip that comes into a batch is planted afterwards.
   */
  import: procedure.input(importInput).mutation(async ({ ctx, input }) => {
    const { store, uploads, jobs, planting } = ctx
    const { batchId = null, projectId = null } = input
    // Said at once: a clip that is read takes a while.
    if (batchId !== null) await projectOfBatch(store.database.queries, batchId)
    const { folder, release } = uploads.hold(input.uploadId)
    const jobId = jobs.start(async (onProgress, signal) => {
      try {
        const result = await store.importFrom(folder, {
          format: input.format ?? null,
          isDryRun: input.dryRun,
          onto: input.onto ?? null,
          ...{ projectId, batchId },
          name: input.name ?? null,
          author: authorOf(ctx.caller, input.author ?? 'import'),
          sourceName: input.sourceName ?? null,
          mapping: input.mapping ?? null,
          corrections: input.corrections ?? null,
          showsCorrections: input.showsCorrections ?? false,
          onProgress,
          signal,
        })
        if (batchId !== null && result.clipId !== null) planting.begin([result.clipId])
        return result
      } finally {
        await release()
        if (!input.dryRun) await uploads.remove(input.uploadId)
      }
    })
    return { jobId }
  }),

  importProgress: procedure.input(jobInput).query(({ ctx, input }) => {
    return ctx.jobs.stateOf(input.jobId) ?? unknownJob(input)
  }),

  /** Stops an import; answers once it has ended, and how: what was stored meanwhile is done. */
  stopImport: procedure
    .input(jobInput)
    .mutation(async ({ ctx, input }) => (await ctx.jobs.stop(input.jobId)) ?? unknownJob(input)),
})
