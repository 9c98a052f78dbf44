import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeToken } from '../people/apiTokens.ts'
import { type Serving, serve } from '../serve.ts'
import { storeSmallClip } from '../testing/smallClip.ts'
import { newDataFolder } from '../testing/testStore.ts'
import { twoOrganisations } from '../testing/twoOrganisations.ts'

describe('a server that is run', () => {
  let dataDir: string
  let server: Serving
  let logged = ''
  const written = process.stderr.write.bind(process.stderr)
  beforeAll(async () => {
    dataDir = await newDataFolder()
    // Logs go where errors go: what is written there is looked at, too.
    process.stderr.write = ((text: string | Uint8Array) => {
      logged += String(text)
      return true
    }) as typeof process.stderr.write
    server = await serve({ dataDir, port: 0, logLevel: 'info' })
  })
  afterAll(async () => {
    process.stderr.write = written
    await server?.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers })

  it('says that it lives, and that it is ready, to anybody', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ ok: true })
    const ready = await get('/readyz')
    expect([ready.status, await ready.json()]).toEqual([200, { database: true, data: true }])
  })

  it('tells its numbers to who runs it, by procedure and route, and nobody’s ids', async () => {
    const [own, other] = await twoOrganisations(server.store)
    const clipId = await storeSmallClip(own.store, [])
    const { headers } = own.people.owner
    await get(`/trpc/clip.open?input=${encodeURIComponent(JSON.stringify({ clipId }))}`, headers)
    await get(`/trpc/clip.nothing-${clipId}`, headers)
    const text = await (await get('/metrics', headers)).text()
    expect(text).toContain('trueline_calls_total{procedure="clip.open",code="OK"} 1')
    expect(text).toMatch(
      /trueline_http_request_seconds_count\{route="\/trpc\/:path",status="200"\} \d/,
    )
    expect(text).toContain('process_resident_memory_bytes')
    expect(text).not.toContain(clipId)
    expect((await get('/metrics')).status).toBe(401)
    expect((await get('/backup')).status).toBe(401)
    expect((await get('/backup', own.people.manager.headers)).status).toBe(403)
    expect((await get('/backup', other.people.owner.headers)).status).toBe(403)
    const rows = await (await get('/backup', headers)).text()
    expect(rows).toContain(`"clip_id": "${clipId}"`)
    expect((await get('/metrics', other.people.owner.headers)).status).toBe(403)
    const scraper = { name: 'scraper', scopes: ['read'] as const, days: null }
    const { personId } = own.people.manager
    const { token } = await makeToken(own.store.database.queries, { ...scraper, personId })
    expect((await get('/metrics', { authorization: `Bearer ${token}` })).status).toBe(200)
    expect(logged).not.toContain(token)
    expect(logged).not.toContain(headers.cookie.slice(-43))
  })

  it('logs requests as lines of JSON, without what stands behind a question mark', async () => {
    await get('/healthz?secret=hidden')
    const lines = logged
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { readonly req?: { readonly path?: string } })
    expect(lines.some(({ req }) => req?.path === '/healthz')).toBe(true)
    expect(logged).not.toContain('hidden')
  })
})
