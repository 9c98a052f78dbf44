import { z } from 'zod'
import { readChecks, writeChecks } from '../clips/clipChecks.ts'
import { procedure, router } from '../trpc.ts'
import { acceptedDensities } from '../work/acceptedDensities.ts'
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
  /** Its `checks.json`, and what its project's accepted labels say is usual; `null`: as it all starts out. */
  read: procedure.input(z.object({ clipId: clipIdInput })).query(async ({ ctx, input }) => {
    const { queries } = ctx.store.database
    return {
      checks: await readChecks(queries, input.clipId),
      densities: await acceptedDensities(queries, input.clipId),
    }
  }),

  write: procedure
    .input(z.object({ clipId: clipIdInput, checks: checksInput.nullable() }))
    .mutation(({ ctx, input }) =>
      writeChecks(ctx.store.database.queries, input.clipId, input.checks),
    ),
})
