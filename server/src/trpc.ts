import { initTRPC, TRPCError } from '@trpc/server'
import { BadInputError, type Refusal } from '@trueline/formats'
import { UnknownClipError } from './clips/clips.ts'
import type { ImportJobs } from './imports/importJobs.ts'
import type { Uploads } from './imports/uploads.ts'
import type { Store } from './store.ts'

/** What every procedure works with. */
export type Context = {
  readonly store: Store
  readonly uploads: Uploads
  readonly jobs: ImportJobs
  /** How far the demo clip is; `null` when it is not being made. */
  readonly preparing: () => Preparing | null
}

/** A demo clip on its way: frames done of all. */
export type Preparing = { readonly done: number; readonly total: number }

const t = initTRPC.context<Context>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    // A stack trace is for the log, not for the client.
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refusal: refusalIn(error) },
  }),
})

/** A router. */
export const router = t.router

/** A procedure whose known errors become answers a client can read. */
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (result.ok) return result
  const { cause } = result.error
  if (cause instanceof UnknownClipError)
    throw new TRPCError({ code: 'NOT_FOUND', message: cause.message, cause })
  if (cause instanceof BadInputError)
    throw new TRPCError({ code: 'BAD_REQUEST', message: cause.message, cause })
  return result
})

function refusalIn({ cause }: TRPCError): Refusal | null {
  if (!(cause instanceof BadInputError)) return null
  const { file, place, found, expected } = cause
  return { file, place, found, expected }
}
