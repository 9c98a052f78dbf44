import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import websocket from '@fastify/websocket'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import fastify, { type FastifyInstance } from 'fastify'
import { credentialsIn } from './access/credentials.ts'
import { RefusedError } from './access/refused.ts'
import { requireRule, routeAudit, routeGuard } from './access/routeGuard.ts'
import { createBlobOwners } from './clips/blobOwners.ts'
import { storeTrouble } from './db/storeTrouble.ts'
import type { Installation } from './installation.ts'
import { endInOrder } from './operation/endInOrder.ts'
import { type LogLevel, logFailure, loggerOf, sayTrouble } from './operation/logging.ts'
import { requestGuard } from './requestGuard.ts'
import { type AppRouter, appRouter } from './routers/app.ts'
import { blobRoutes } from './routes/blobs.ts'
import { exportRoutes } from './routes/exports.ts'
import { operationRoutes } from './routes/operation.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { uploadRoutes } from './routes/uploads.ts'
import { workbenchRoutes } from './routes/workbench.ts'

/** What the HTTP server is made of. */
export type HttpOptions = {
  readonly installation: Installation
  /** The built workbench; `null` for none. */
  readonly workbenchDir: string | null
  /** Whether only this machine is meant to reach it. */
  readonly isLoopbackOnly: boolean
  /** From which level on requests and failures are logged as JSON; `null`: failures alone, as text. */
  readonly logLevel: LogLevel | null
}

/** An edit may undo the import of some ten thousand labels. */
const BODY_BYTES = 64 * 2 ** 20
/** A batch names all its procedures in its path. */
const PATH_CHARS = 5000

/** The server, not listening yet. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { installation } = options
  const { isSecure, store } = installation
  const app = fastify({
    logger: options.logLevel === null ? false : loggerOf(options.logLevel),
    bodyLimit: BODY_BYTES,
    // Ends idle connections at once when it closes.
    forceCloseConnections: true,
    routerOptions: { maxParamLength: PATH_CHARS },
  })
  app.addHook('onRequest', requestGuard(options.isLoopbackOnly))
  await app.register(helmet, HEADERS)
  await app.register(cookie)
  app.addHook('onRoute', requireRule)
  app.addHook('onRequest', routeGuard(installation))
  app.addHook('onResponse', routeAudit(installation))
  app.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    if (error instanceof RefusedError) {
      return reply.code(error.status).send({ message: error.message, why: error.why })
    }
    const trouble = storeTrouble(error)
    if (trouble !== null) {
      sayTrouble(error)
      return reply.code(503).send({ message: trouble.en, why: trouble })
    }
    const code = error.statusCode ?? 500
    if (code >= 500) logFailure(request, error)
    return reply.code(code).send({ message: code >= 500 ? 'The server failed' : error.message })
  })
  endInOrder(app)
  await app.register(websocket, { options: { maxPayload: BODY_BYTES } })
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router: appRouter,
    createContext: ({ req }) => ({
      installation,
      credentials: credentialsIn(req.headers, isSecure),
    }),
    keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 10_000 },
    onError: ({ error, path }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR') {
        if (options.logLevel === null) console.error(`trueline: ${path}:`, error)
        else app.log.error({ err: error, path }, 'a procedure failed')
      }
    },
  }
  await app.register(fastifyTRPCPlugin, { prefix: '/trpc', useWSS: true, trpcOptions })
  operationRoutes(app, installation)
  app.get('/health', () => ({ ok: true, preparing: installation.preparing() }))
  sessionRoutes(app, installation)
  blobRoutes(app, store.blobs, createBlobOwners(store.database))
  exportRoutes(app, installation)
  // In a scope of its own, as it takes bodies of any type.
  await app.register(async (scope) => uploadRoutes(scope, installation))
  await workbenchRoutes(app, options.workbenchDir)
  return app
}

/** Headers of every answer: the page runs nothing but its own code and shares memory with nobody. */
const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'script-src': ["'self'", "'wasm-unsafe-eval'"],
      // Docks and menus are placed by style attributes.
      'style-src': ["'self'", "'unsafe-inline'"],
      'worker-src': ["'self'", 'blob:'],
      'connect-src': ["'self'", 'ws:', 'wss:'],
      'img-src': ["'self'", 'blob:', 'data:'],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
    },
  },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginEmbedderPolicy: { policy: 'require-corp' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  // It speaks plain HTTP: TLS is the business of what stands in front of it.
  strictTransportSecurity: false,
} as const
