import { once } from 'node:events'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesSince } from '../patches/patchLog.ts'
import { serve } from '../serve.ts'
import { adding, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import {
  emptyPostgres,
  newDataFolder,
  postgresAddress,
  temporaryFolder,
} from '../testing/testStore.ts'

const postgres = await postgresAddress()

/** Sends an edit as a browser does; the status, and what was said. */
async function append(url: string, clipId: string, name: string) {
  const edit = { ...editOf([adding(track(name))]), patchId: `patch-${name}` }
  const answer = await fetch(`${url}/trpc/patch.append`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clipId, edit, baseRevisions: {}, author: 'Ada' }),
  })
  return { status: answer.status, text: await answer.text() }
}

/** A way to a database that can be cut and mended. */
class Cable {
  readonly #sockets = new Set<Socket>()
  readonly #goal: { readonly host: string; readonly port: number }
  #server: Server | null = null
  port = 0
  constructor(address: URL) {
    this.#goal = { host: address.hostname, port: Number(address.port || 5432) }
  }
  async mend(): Promise<void> {
    this.#server = createServer((near) => {
      const far = connect(this.#goal)
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one)
        one.pipe(other)
        one.on('error', () => undefined)
        one.on('close', () => other.destroy())
      }
    }).listen(this.port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.port = (this.#server.address() as { readonly port: number }).port
  }
  async cut(): Promise<void> {
    const closed = once(this.#server!, 'close')
    this.#server!.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }
}

describe.skipIf(postgres === null)('a PostgreSQL that goes away and comes back', () => {
  let cable: Cable
  let schema: Awaited<ReturnType<typeof emptyPostgres>>
  beforeAll(async () => {
    schema = await emptyPostgres(postgres!)
    cable = new Cable(new URL(schema.url))
    await cable.mend()
  })
  afterAll(() => schema.drop())

  it('is said to be away meanwhile, and every edit is there once when it is back', async () => {
    const databaseUrl = new URL(schema.url)
    databaseUrl.hostname = '127.0.0.1'
    databaseUrl.port = String(cable.port)
    const dataDir = await temporaryFolder()
    const server = await serve({ dataDir, databaseUrl: databaseUrl.href, port: 0 })
    try {
      const { store, url } = server
      const clipId = await storeSmallClip(store, [])
      expect((await append(url, clipId, 'before')).status).toBe(200)
      await cable.cut()
      const away = await append(url, clipId, 'away')
      expect(away.status).toBe(503)
      expect(away.text).toContain('The database does not answer')
      expect(away.text).toContain('数据库没有响应')
      const ready = await fetch(`${url}/readyz`)
      expect([ready.status, await ready.json()]).toEqual([503, { database: false, data: true }])
      await cable.mend()
      expect((await append(url, clipId, 'away')).status).toBe(200)
      expect((await append(url, clipId, 'away')).status).toBe(200)
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
      const log = await entriesSince(store.database.queries, { clipId, seq: 1, limit: 10 })
      expect(log.map(({ edit }) => edit.patchId)).toEqual(['patch-before', 'patch-away'])
    } finally {
      await server.close()
      await cable.cut()
      fs.rmSync(dataDir, { recursive: true, force: true })
    }
  })
})

describe('a disk that is full', () => {
  it('takes no edit and says why, and takes them again once there is room', async () => {
    const dataDir = await newDataFolder()
    const server = await serve({ dataDir, port: 0 })
    const real = fs.promises.statfs
    try {
      const clipId = await storeSmallClip(server.store, [])
      fs.promises.statfs = (async () => ({ bavail: 1000, bsize: 4096 })) as unknown as typeof real
      syncBuiltinESMExports()
      const full = await append(server.url, clipId, 'full')
      expect(full.status).toBe(503)
      expect(full.text).toContain('The disk of the server is full')
      fs.promises.statfs = real
      syncBuiltinESMExports()
      await expect
        .poll(async () => (await append(server.url, clipId, 'full')).status, { timeout: 5000 })
        .toBe(200)
      const { queries } = server.store.database
      const log = await entriesSince(queries, { clipId, seq: 1, limit: 10 })
      expect(log.map(({ edit }) => edit.patchId)).toEqual(['patch-full'])
    } finally {
      fs.promises.statfs = real
      syncBuiltinESMExports()
      await server.close()
      fs.rmSync(dataDir, { recursive: true, force: true })
    }
  })
})
