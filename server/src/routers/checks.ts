import { z } from 'zod'
import { readChecks, writeChecks } from '../clips/clipChecks.ts'
import { procedure, router } from '../trpc.ts'
import { clipIdInput, storable } from './inputs.ts'

const limits = z.record(storable, z.number())
/** A `checks.json` by its shape: what the names in it mean is for the checks to say. */
export const checksInput = z.record(
  storable,
  z.strictObject({
    on: z.boolean().exactOptional(),
    level: storable.exactOptional(),
    blocking: z.boolean().exactOptional(),
    limits: limits.exactOptional(),
    byCategory: z.record(storable, limits).exactOptional(),
  }),
)

/** How a clip's labels are checked: the same for everybody who works on it. */
export const checksRouter = router({
  read: procedure.input(z.object({ clipId: clipIdInput })).query(async ({ ctx, input }) => ({
    checks: await readChecks(ctx.store.database.queries, input.clipId),
  })),

  write: procedure
    .input(z.object({ clipId: clipIdInput, checks: checksInput.nullable() }))
    .mutation(({ ctx, input }) =>
      writeChecks(ctx.store.database.queries, input.clipId, input.checks),
    ),
})
