import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * Whether a host name means this machine alone. Such a server has no sign-in, so it must not answer a
 * page that got here by a name of its own (DNS rebinding).
 */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(hostname)
}

/**
 * A hook that refuses what other sites' pages send: a request for a host that is not this machine,
 * where the server listens on this machine alone, and one whose origin is not the host it is sent to.
 *
 * Ports are left open: a tunnel or a development server in front of it has another.
 */
export function requestGuard(isLoopbackOnly: boolean) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { host, origin } = request.headers
    if (isLoopbackOnly && !isLoopback(hostnameOf(host ?? ''))) {
      return reply.code(403).send({ message: `This server does not answer for the host ${host}` })
    }
    if (origin !== undefined && hostOf(origin) !== host?.toLowerCase()) {
      return reply.code(403).send({ message: `This server does not answer pages of ${origin}` })
    }
    return undefined
  }
}

function hostnameOf(host: string): string {
  return host.replace(/:\d*$/, '')
}

/** `null` for the origin `null`, which pages without one of their own send. */
function hostOf(origin: string): string | null {
  // A default port is left out of both the origin and the host.
  return /^https?:\/\/([^/]+)$/i.exec(origin)?.[1]?.toLowerCase() ?? null
}
