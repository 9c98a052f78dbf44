import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Installation } from '../installation.ts'
import { writeAudit } from '../people/auditLog.ts'
import type { Member } from './caller.ts'
import { credentialsIn } from './credentials.ts'
import { memberBy } from './decide.ts'
import { ROUTES } from './rules.ts'

/** Who sends each request that a rule for members let in. */
const members = new WeakMap<FastifyRequest, Member>()

/** A hook that refuses to have a route without a rule: the server does not start with one. */
export function requireRule({ method, url }: RouteOptions): void {
  for (const one of [method].flat()) {
    if (ruleOf(one, url) === undefined) throw new Error(`${one} ${url} has no rule of access`)
  }
}

/**
 * A hook that lets a request on to its route where the rules say so. An address without a route is the
 * workbench's own page or nothing.
 */
export function routeGuard({ accounts, isSecure }: Installation) {
  return async (request: FastifyRequest): Promise<void> => {
    const { url } = request.routeOptions
    if (url === undefined) return
    const rule = ruleOf(request.method, url)
    if (rule === 'anyone') return
    const caller = await accounts.callerOf(credentialsIn(request.headers, isSecure))
    members.set(request, memberBy(caller, rule))
  }
}

/** A hook that writes down what a route did where the rules say so. */
export function routeAudit({ deskOf }: Installation) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { url = '' } = request.routeOptions
    const rule = ruleOf(request.method, url)
    const member = members.get(request)
    const isLogged = rule !== undefined && rule !== 'anyone' && rule.isLogged === true
    if (!isLogged || member === undefined || reply.statusCode >= 400) return
    const { store } = await deskOf(member.tenant)
    const query = request.query as object
    const asked = { ...query, ...(request.params as object) }
    await writeAudit(store.database.queries, member, { action: `${request.method} ${url}`, asked })
  }
}

/**
 * Who sends a request.
 *
 * @throws {Error} on a route that anyone may use.
 */
export function memberOf(request: FastifyRequest): Member {
  const member = members.get(request)
  if (member === undefined) throw new Error(`${request.url} is no route for members`)
  return member
}

/** The rule of a route; a `HEAD` is a `GET` whose answer has no body. */
function ruleOf(method: string, url: string) {
  return ROUTES[`${method === 'HEAD' ? 'GET' : method} ${url}`] ?? ROUTES[url]
}
