import { z } from 'zod'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'
import { SCOPES } from '../access/scopes.ts'
import { listTokens, makeToken, revokeToken } from '../people/apiTokens.ts'
import { procedure, router } from '../trpc.ts'
import { idInput, nameInput } from './inputs.ts'

/** API tokens, by which pipelines act for the person who made them. */
export const tokenRouter = router({
  list: procedure.query(({ ctx }) => listTokens(ctx.store.database.queries)),

  /** A token's text, told this once. */
  make: procedure
    .input(
      z.object({
        name: nameInput,
        scopes: z.array(z.enum(SCOPES)).min(1),
        days: z.int().min(1).max(3650).nullable(),
      }),
    )
    .mutation(({ ctx, input }) => {
      if (ctx.caller.by.kind !== 'session') throw new RefusedError(409, accessTexts.setFirst)
      const { personId } = ctx.caller.person
      return makeToken(ctx.store.database.queries, { ...input, personId })
    }),

  revoke: procedure.input(z.object({ tokenId: idInput })).mutation(async ({ ctx, input }) => {
    await revokeToken(ctx.store.database.queries, input.tokenId)
    ctx.installation.accounts.forget()
  }),
})
