import type { FastifyRequest, FastifyServerOptions } from 'fastify'

/** How much is logged. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
/** One of them. */
export type LogLevel = (typeof LOG_LEVELS)[number]

/**
 * A logger of JSON lines on the error output. Of a request it tells the method, the path without what
 * stands behind a question mark, and where it came from: no cookie, token, password or name.
 */
export function loggerOf(
  level: LogLevel,
): Exclude<FastifyServerOptions['logger'], boolean | undefined> {
  return {
    level,
    stream: process.stderr,
    serializers: {
      req: ({ method, url, ip, routeOptions }: FastifyRequest) => ({
        method,
        path: pathOf(url),
        route: routeOptions?.url,
        remoteAddress: ip,
      }),
    },
  }
}

/** Says that a request failed through a fault of ours. */
export function logFailure(request: FastifyRequest, error: Error): void {
  // Without a logger there is one that says nothing.
  if (request.log.level === undefined || request.log.level === 'silent') {
    console.error(`trueline: ${request.method} ${pathOf(request.url)}:`, error)
  } else request.log.error({ err: error }, 'a request failed')
}

/** So long nothing more is said of a trouble that goes on. */
const SAID_MS = 10_000
let saidAtMs = Number.NEGATIVE_INFINITY

/** Says in one line why nothing is stored now; of all who ask meanwhile, once in a while. */
export function sayTrouble(error: unknown): void {
  if (performance.now() - saidAtMs < SAID_MS) return
  saidAtMs = performance.now()
  const { cause, message } = error as Error
  console.error(
    'trueline: nothing can be stored:',
    cause instanceof Error ? cause.message : message,
  )
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? ''
}
