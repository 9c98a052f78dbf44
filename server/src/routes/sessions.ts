import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accessTexts } from '../access/accessTexts.ts'
import { credentialsIn, sessionCookie } from '../access/credentials.ts'
import { RefusedError } from '../access/refused.ts'
import type { Installation } from '../installation.ts'
import { COMPANY_BACK, type Kept, personOfCompany } from '../people/companySignIn.ts'
import { endSession, SESSION_DAYS } from '../people/sessions.ts'
import { nameInput, secretInput, storable } from '../routers/inputs.ts'

const emailInput = storable
  .trim()
  .max(200)
  .regex(/^[^\s@<>]+@[^\s@<>]+$/, 'e-mail')
const accountInput = z.object({ name: nameInput, email: emailInput, password: secretInput })
const firstInput = accountInput.extend({ organisation: nameInput.nullish() })
const signInInput = z.object({ email: emailInput, password: secretInput })
const joinInput = z.object({ key: secretInput, account: accountInput.nullish() })

/** What a browser keeps while it is at its company's. */
const AWAY_COOKIE = 'trueline_away'
const AWAY_S = 600

/**
 * `POST /session` signs in, `DELETE /session` out; `/session/first` makes the first owner,
 * `/session/invitation` opens a link, `/session/company` goes to the company and back.
 */
export function sessionRoutes(app: FastifyInstance, installation: Installation): void {
  const { accounts, company, isSecure, store } = installation
  const { queries } = store.database
  const settings: CookieSerializeOptions = {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    path: '/',
  }
  const cookie = sessionCookie(isSecure)
  const signedIn = async (reply: FastifyReply, secret: string): Promise<FastifyReply> => {
    accounts.forget()
    reply.setCookie(cookie, secret, { ...settings, maxAge: SESSION_DAYS * 24 * 3600 })
    return reply.code(204).send()
  }
  const callerOf = (request: FastifyRequest) =>
    accounts.callerOf(credentialsIn(request.headers, isSecure))

  app.post('/session', async (request, reply) => {
    const asked = parsed(signInInput, request.body)
    return signedIn(reply, await accounts.signIn({ ...asked, address: request.ip }))
  })

  app.post('/session/first', async (request, reply) => {
    const asked = parsed(firstInput, request.body)
    const caller = await callerOf(request)
    if (caller.kind === 'stranger' || caller.by.kind !== 'firstRun') {
      throw new RefusedError(409, accessTexts.isSetUp)
    }
    return signedIn(
      reply,
      await accounts.setUp({ ...asked, organisation: asked.organisation ?? null }),
    )
  })

  app.post('/session/invitation', async (request, reply) => {
    const { key, account } = parsed(joinInput, request.body)
    if (account) return signedIn(reply, await accounts.join({ key, as: account }))
    const caller = await callerOf(request)
    if (caller.kind === 'stranger' || caller.by.kind !== 'session') {
      throw new RefusedError(401, accessTexts.signIn)
    }
    return signedIn(reply, await accounts.join({ key, as: caller.person }))
  })

  app.delete('/session', async (request, reply) => {
    const caller = await callerOf(request)
    if (caller.kind === 'member' && caller.by.kind === 'session') {
      await endSession(queries, caller.by.tokenHash)
      accounts.forget()
    }
    return reply.clearCookie(cookie, settings).code(204).send()
  })

  app.get('/session/company', async (_request, reply) => {
    if (company === null) throw new RefusedError(404, accessTexts.noCompanySignIn)
    const { url, kept } = await company.begin()
    const away = { ...settings, path: COMPANY_BACK, maxAge: AWAY_S }
    return reply.setCookie(AWAY_COOKIE, JSON.stringify(kept), away).redirect(url)
  })

  app.get(COMPANY_BACK, async (request, reply) => {
    if (company === null) throw new RefusedError(404, accessTexts.noCompanySignIn)
    const kept = keptIn(request.cookies[AWAY_COOKIE])
    reply.clearCookie(AWAY_COOKIE, { ...settings, path: COMPANY_BACK })
    try {
      if (kept === null) throw new RefusedError(401, accessTexts.companyFailed({ reason: 'state' }))
      const [, query = ''] = request.url.split('?')
      const person = await personOfCompany(queries, await company.end(query, kept))
      const secret = await accounts.signInAs(person)
      accounts.forget()
      reply.setCookie(cookie, secret, { ...settings, maxAge: SESSION_DAYS * 24 * 3600 })
      return reply.redirect('/')
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      // A page says it better than this answer would.
      return reply.redirect(`/#refused=${encodeURIComponent(JSON.stringify(error.why))}`)
    }
  })
}

const keptSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() })

function keptIn(text: string | undefined): Kept | null {
  try {
    return keptSchema.parse(JSON.parse(text ?? ''))
  } catch {
    return null
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const found = schema.safeParse(body)
  if (found.success) return found.data
  const [issue] = found.error.issues
  if (issue?.message === 'e-mail') throw new RefusedError(400, accessTexts.email)
  const place = issue?.path.join('.') ?? ''
  throw new RefusedError(400, accessTexts.badField({ field: place, why: issue?.message ?? '' }))
}
