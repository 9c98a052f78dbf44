import { z } from 'zod'
import { accessTexts } from '../access/accessTexts.ts'
import { isAllowed } from '../access/decide.ts'
import { RefusedError } from '../access/refused.ts'
import { PROCEDURES, ROUTES } from '../access/rules.ts'
import { keyOf } from '../people/accounts.ts'
import { readInvitation } from '../people/invitations.ts'
import { hashPassword, isPasswordOf } from '../people/passwords.ts'
import { changePerson, organisationsOf, personById } from '../people/people.ts'
import { endOtherSessions, moveSession } from '../people/sessions.ts'
import { openProcedure, procedure, router } from '../trpc.ts'
import { nameInput, secretInput, storable } from './inputs.ts'

/** Who asks: what they are, what they may do, and what they change of themselves. */
export const meRouter = router({
  /** Who asks, as the workbench needs to know it; `member` is `null` for a stranger. */
  read: openProcedure.query(async ({ ctx: { caller, installation } }) => {
    const { accounts, company, store } = installation
    const isFirstRun = await accounts.isFirstRun()
    const hasCompanySignIn = company !== null
    if (caller.kind === 'stranger') {
      return { isFirstRun, hasCompanySignIn, member: null, organisations: [] }
    }
    const { person, role, tenant, by } = caller
    const rules = Object.entries({ ...PROCEDURES, ...ROUTES })
    return {
      isFirstRun,
      hasCompanySignIn,
      member: {
        ...{ ...person, role, tenant, by: by.kind },
        may: rules.flatMap(([path, rule]) => (isAllowed(caller, rule) ? [path] : [])),
      },
      organisations: await organisationsOf(store.database.queries, person.personId),
    }
  }),

  /** What an invitation offers to who holds its key. */
  readInvitation: openProcedure.input(z.object({ key: secretInput })).mutation(({ ctx, input }) => {
    const key = keyOf(input.key)
    return readInvitation(ctx.installation.store.database.queriesOf(key.tenant), key)
  }),

  rename: procedure.input(z.object({ name: nameInput })).mutation(async ({ ctx, input }) => {
    await changePerson(ctx.store.database.queries, ctx.caller.person.personId, input)
    ctx.installation.accounts.forget()
  }),

  /** Another password, for who knows the old one; other browsers are signed out. */
  changePassword: procedure
    .input(z.object({ old: secretInput, password: secretInput }))
    .mutation(async ({ ctx, input }) => {
      const { queries } = ctx.store.database
      const { person, by } = ctx.caller
      const found = await personById(queries, person.personId)
      if (by.kind !== 'session' || found === null) throw new RefusedError(401, accessTexts.signIn)
      // Who has got hold of a browser does not get hold of the account by guessing.
      const { accounts } = ctx.installation
      const guess = { email: found.email, address: 'session' }
      await accounts.limits.tried(guess)
      if (!(await isPasswordOf(input.old, found.passwordHash))) {
        throw new RefusedError(403, accessTexts.wrongPassword)
      }
      await accounts.limits.succeeded(guess)
      const passwordHash = await hashPassword(input.password)
      await changePerson(queries, found.personId, { passwordHash })
      await endOtherSessions(queries, found.personId, by.tokenHash)
      accounts.forget()
    }),

  /** Goes over to another organisation one belongs to. */
  enter: procedure.input(z.object({ tenant: storable })).mutation(async ({ ctx, input }) => {
    const { person, by } = ctx.caller
    if (by.kind !== 'session') throw new RefusedError(401, accessTexts.signIn)
    const session = { tokenHash: by.tokenHash, personId: person.personId }
    const isMember = await moveSession(ctx.store.database.queries, session, input.tenant)
    if (!isMember) throw new RefusedError(404, accessTexts.noOrganisation)
    ctx.installation.accounts.forget()
  }),
})
