import { initTRPC, TRPCError } from '@trpc/server'
import type { Message } from '@trueline/annotation'
import { BadInputError, type Refusal } from '@trueline/formats'
import type { Caller, Member } from './access/caller.ts'
import type { Credentials } from './access/credentials.ts'
import { memberBy } from './access/decide.ts'
import { RefusedError, type RefusedStatus } from './access/refused.ts'
import { PROCEDURES } from './access/rules.ts'
import { UnknownClipError } from './clips/clips.ts'
import { storeTrouble } from './db/storeTrouble.ts'
import type { Installation } from './installation.ts'
import { sayTrouble } from './operation/logging.ts'
import { writeAudit } from './people/auditLog.ts'
import { UnknownTaskError } from './work/tasks.ts'

/** What a call comes with: the installation, and what the request says of who sends it. */
export type Context = {
  readonly installation: Installation
  readonly credentials: Credentials
}

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    // A stack trace is for the log, not for the client.
    data: {
      code: shape.data.code,
      httpStatus: shape.data.httpStatus,
      refusal: refusalIn(error),
      why: whyIn(error),
    },
  }),
})

/** A router. */
export const router = t.router

const knownErrors = t.middleware(async ({ ctx, path, next }) => {
  const result = await next()
  const error = result.ok ? null : knownError(result.error)
  // What nobody has is no name for a metric.
  if (path in PROCEDURES) ctx.installation.metrics.called(path, error?.code ?? 'OK')
  if (error !== null) throw error
  return result
})

/** A procedure for whoever the rules let in; its known errors become answers a client can read. */
export const procedure = t.procedure
  .use(knownErrors)
  .use(async ({ ctx, path, type, next, getRawInput }) => {
    const { accounts, deskOf, preparing } = ctx.installation
    const rule = PROCEDURES[path]
    const memberRule = rule === 'anyone' ? undefined : rule
    const member = async (): Promise<Member> =>
      memberBy(await accounts.callerOf(ctx.credentials), memberRule)
    const caller = await member()
    const desk = await deskOf(caller.tenant)
    const result = await next({ ctx: { ...ctx, ...desk, preparing, caller } })
    if (!result.ok) return result
    if (memberRule?.isLogged) {
      const asked = await getRawInput()
      await writeAudit(desk.store.database.queries, caller, { action: path, asked })
    }
    if (type !== 'subscription') return result
    // A line stays open for hours: whoever is sent home meanwhile hears no more.
    const stillTheirs = async (): Promise<boolean> => (await member()).tenant === caller.tenant
    return { ...result, data: whileTheirs(result.data as AsyncIterable<unknown>, stillTheirs) }
  })

/** A procedure for anybody; who asks is known where they are. */
export const openProcedure = t.procedure.use(knownErrors).use(async ({ ctx, path, next }) => {
  if (PROCEDURES[path] !== 'anyone') throw new TRPCError({ code: 'FORBIDDEN' })
  const caller: Caller = await ctx.installation.accounts.callerOf(ctx.credentials)
  return next({ ctx: { ...ctx, caller } })
})

async function* whileTheirs(
  events: AsyncIterable<unknown>,
  stillTheirs: () => Promise<boolean>,
): AsyncGenerator<unknown> {
  for await (const event of events) {
    if (!(await stillTheirs().catch(() => false))) throw new TRPCError({ code: 'UNAUTHORIZED' })
    yield event
  }
}

const CODES: { readonly [status in RefusedStatus]: TRPCError['code'] } = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
}

function knownError(error: TRPCError): TRPCError {
  const { cause } = error
  if (cause instanceof UnknownClipError || cause instanceof UnknownTaskError)
    return new TRPCError({ code: 'NOT_FOUND', message: cause.message, cause })
  if (cause instanceof BadInputError)
    return new TRPCError({ code: 'BAD_REQUEST', message: cause.message, cause })
  if (cause instanceof RefusedError)
    return new TRPCError({ code: CODES[cause.status], message: cause.message, cause })
  const trouble = storeTrouble(cause)
  if (trouble === null) return error
  sayTrouble(error.cause)
  const refused = new RefusedError(503, trouble)
  return new TRPCError({ code: CODES[503], message: refused.message, cause: refused })
}

function refusalIn({ cause }: TRPCError): Refusal | null {
  if (!(cause instanceof BadInputError)) return null
  const { file, place, found, expected } = cause
  return { file, place, found, expected }
}

function whyIn({ cause }: TRPCError): Message | null {
  return cause instanceof RefusedError ? cause.why : null
}
