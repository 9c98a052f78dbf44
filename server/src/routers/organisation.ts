import { z } from 'zod'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'
import { invite } from '../people/invitations.ts'
import { listOrganisations, makeOrganisation, renameOrganisation } from '../people/organisations.ts'
import { procedure, router } from '../trpc.ts'
import { nameInput } from './inputs.ts'

/** Organisations of an installation: vendors beside each other, none of which sees another. */
export const organisationRouter = router({
  list: procedure.query(({ ctx }) => listOrganisations(ctx.store.database.queries)),

  /** Makes one, with the key of an invitation for its first owner: its maker is no member of it. */
  make: procedure.input(z.object({ name: nameInput })).mutation(async ({ ctx, input }) => {
    if (ctx.caller.by.kind !== 'session') throw new RefusedError(409, accessTexts.setFirst)
    const { queries, queriesOf } = ctx.store.database
    const tenant = await makeOrganisation(queries, input.name)
    const invitedBy = ctx.caller.person.personId
    return invite(queriesOf(tenant), { role: 'owner', note: input.name, invitedBy })
  }),

  rename: procedure
    .input(z.object({ name: nameInput }))
    .mutation(({ ctx, input }) => renameOrganisation(ctx.store.database.queries, input.name)),
})
