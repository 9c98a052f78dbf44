import type { IncomingHttpHeaders } from 'node:http'
import fastifyCookie from '@fastify/cookie'

/** What a request says of who sends it. */
export type Credentials = {
  /** What its session cookie holds; `null` without one. */
  readonly session: string | null
  /** The token it bears; `null` without one. */
  readonly token: string | null
}

/**
 * The session cookie's name. Over HTTPS a browser takes one of this name from this host alone, never
 * from a neighbour below the same domain (RFC 6265bis, section 4.1.3).
 */
export function sessionCookie(isSecure: boolean): string {
  return isSecure ? '__Host-trueline' : 'trueline'
}

/** What a request's headers say of who sends it. */
export function credentialsIn(
  headers: Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>,
  isSecure: boolean,
): Credentials {
  const cookies = fastifyCookie.parse(headers.cookie ?? '')
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
  const isOther = headers.authorization !== undefined && bearer === undefined
  return {
    session: cookies[sessionCookie(isSecure)] ?? null,
    // Whoever bears anything else means to be somebody, and is not.
    token: bearer ?? (isOther ? '' : null),
  }
}
