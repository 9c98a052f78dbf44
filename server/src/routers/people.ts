import { z } from 'zod'
import { accessTexts } from '../access/accessTexts.ts'
import { RefusedError } from '../access/refused.ts'
import { ROLES } from '../access/roles.ts'
import { auditPage } from '../people/auditLog.ts'
import { invite, openInvitations, withdrawInvitation } from '../people/invitations.ts'
import { changeMember, listPeople } from '../people/people.ts'
import { procedure, router } from '../trpc.ts'
import { idInput, noteInput } from './inputs.ts'

const roleInput = z.enum(ROLES)

/** Who belongs to an organisation, for those who run it. */
export const peopleRouter = router({
  list: procedure.query(({ ctx }) => listPeople(ctx.store.database.queries)),

  change: procedure
    .input(z.object({ personId: idInput, role: roleInput }))
    .mutation(async ({ ctx, input }) => {
      await changeMember(ctx.store.database.queries, ctx.caller, input)
      ctx.installation.accounts.forget()
    }),

  remove: procedure.input(z.object({ personId: idInput })).mutation(async ({ ctx, input }) => {
    await changeMember(ctx.store.database.queries, ctx.caller, { ...input, role: null })
    ctx.installation.accounts.forget()
  }),

  /** An invitation's key, told this once: whoever opens its link joins. */
  invite: procedure
    .input(z.object({ role: roleInput, note: noteInput }))
    .mutation(({ ctx, input }) => {
      const { role, person } = ctx.caller
      if (input.role === 'owner' && role !== 'owner') {
        throw new RefusedError(403, accessTexts.ownersOnly)
      }
      // An account made now would end the first run without an owner who can sign in.
      if (ctx.caller.by.kind === 'firstRun') throw new RefusedError(409, accessTexts.setFirst)
      return invite(ctx.store.database.queries, { ...input, invitedBy: person.personId })
    }),

  invitations: procedure.query(({ ctx }) => openInvitations(ctx.store.database.queries)),

  withdraw: procedure
    .input(z.object({ invitationId: idInput }))
    .mutation(({ ctx, input }) =>
      withdrawInvitation(ctx.store.database.queries, input.invitationId),
    ),

  /** The audit log, the newest first; `before` is the last entry of the page before. */
  log: procedure
    .input(z.object({ before: idInput.nullable(), limit: z.int().min(1).max(500) }))
    .query(({ ctx, input }) => auditPage(ctx.store.database.queries, input)),
})
