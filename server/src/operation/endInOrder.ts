import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** What was begun has so long to end once the server is told to. */
const DRAIN_MS = 10_000
/** So long for the other end of a line to take its leave. */
const LEAVE_MS = 1000
/** "Service restart" of the registry of close codes (RFC 6455, section 7.4): to be tried again. */
const RESTARTING = 1012

/**
 * Lets a server end in order. From the first moment on new requests are answered 503, `/readyz` with
 * them; lines are closed with a word, so that who holds one comes again elsewhere; what was begun is
 * finished, as long as that takes no longer than ten seconds. Only then do connections end.
 *
 * To be called before any plugin that takes upgrades.
 */
export function endInOrder(app: FastifyInstance): void {
  const begun = new Set<ServerResponse>()
  // Node hands sockets over for a WebSocket and forgets them: it would wait for them for ever.
  const upgraded = new Set<Duplex>()
  let isClosing = false
  app.server.on('upgrade', (_request, socket) => {
    if (isClosing) socket.destroy()
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
  })
  app.addHook('onRequest', async ({ headers }, { raw }) => {
    if (headers.upgrade !== undefined) return
    begun.add(raw)
    raw.once('close', () => begun.delete(raw))
  })
  // A socket that was refused a WebSocket.
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.headers.upgrade !== undefined) raw.socket.destroySoon()
  })
  app.addHook('preClose', async () => {
    isClosing = true
    for (const line of app.websocketServer.clients) line.close(RESTARTING, 'The server is closing')
    await allGone(begun, DRAIN_MS)
    await allGone(upgraded, LEAVE_MS)
    for (const socket of upgraded) socket.destroy()
  })
}

/** Resolves once all of them are closed, or after a while. */
async function allGone(open: ReadonlySet<ServerResponse | Duplex>, mostMs: number): Promise<void> {
  const late = new AbortController()
  const closed = Promise.allSettled([...open].map((one) => once(one, 'close')))
  await Promise.race([closed, wait(mostMs, null, { signal: late.signal })])
  late.abort()
}
