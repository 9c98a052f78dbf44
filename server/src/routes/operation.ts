import { createReadStream } from 'node:fs'
import { access, constants, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { dumpTables } from '../backup/dumpTables.ts'
import type { Installation } from '../installation.ts'
import { newId } from '../newId.ts'
import type { Store } from '../store.ts'

/** A database that answers later than this is not ready. */
const READY_MS = 2000

/**
 * `GET /healthz`: the process answers. `GET /readyz`: its database and its data folder do, too.
 * `GET /metrics`: what it measures. `GET /backup`: every row, for `trueline backup`.
 */
export function operationRoutes(app: FastifyInstance, { store, metrics }: Installation): void {
  app.addHook('onResponse', async (request, reply) => {
    metrics.answered(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000)
  })
  app.server.on('upgrade', (_request, socket) => {
    metrics.connected(1)
    socket.once('close', () => metrics.connected(-1))
  })
  app.get('/healthz', () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    const [database, data] = await Promise.all([isDatabaseUp(store), isWritable(store.dataDir)])
    return reply.code(database && data ? 200 : 503).send({ database, data })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  )
  app.get('/backup', async (_request, reply) => {
    const folder = join(store.dataDir, 'uploads')
    await mkdir(folder, { recursive: true })
    const path = join(folder, `${newId()}.ndjson`)
    await dumpTables(store.database.queries, path)
    const content = createReadStream(path)
    // A reader that goes away leaves nothing either.
    content.once('close', () => void rm(path, { force: true }))
    return reply.type('application/x-ndjson').header('cache-control', 'no-store').send(content)
  })
}

async function isDatabaseUp({ database }: Store): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), READY_MS).unref()
  })
  const answers = database.queries.execute(sql`select 1`).then(
    () => true,
    () => false,
  )
  return Promise.race([answers, late])
}

async function isWritable(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}
