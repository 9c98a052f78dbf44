import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashOfSecret } from './people/secrets.ts'
import { endSession } from './people/sessions.ts'
import { type Serving, serve } from './serve.ts'
import { writeTree } from './testing/badSources.ts'
import { storeSmallClip, track } from './testing/smallClip.ts'
import { newDataFolder, temporaryFolder } from './testing/testStore.ts'
import { type TestOrganisation, twoOrganisations } from './testing/twoOrganisations.ts'

/** What somebody tries who wants what is not theirs; access.test.ts tries every procedure and route. */
describe('an attacker', () => {
  let dataDir: string
  let workbenchDir: string
  let server: Serving
  let own: TestOrganisation
  let other: TestOrganisation
  beforeAll(async () => {
    dataDir = await newDataFolder()
    workbenchDir = await temporaryFolder()
    await writeTree(workbenchDir, { 'index.html': '<!doctype html><title>workbench</title>' })
    server = await serve({ dataDir, port: 0, workbenchDir })
    ;[own, other] = await twoOrganisations(server.store)
  })
  afterAll(async () => {
    await server?.close()
    await rm(dataDir, { recursive: true, force: true })
    await rm(workbenchDir, { recursive: true, force: true })
  })

  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
  const rename = (name: string, headers: Record<string, string>) =>
    post('/trpc/me.rename', JSON.stringify({ name }), headers)
  /** A request whose path is sent as it is: `fetch` would tidy it. */
  const raw = (method: string, path: string, headers: Record<string, string>): Promise<string> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url)
      const sent = request({ hostname, port, method, path, headers }, (answer) => {
        let text = `${answer.statusCode} `
        answer.on('data', (piece: Buffer) => (text += piece.toString()))
        answer.on('end', () => resolve(text))
      })
      sent.on('error', reject).end()
    })

  it('gets nowhere with a cookie that was forged, cut, or is of a browser that signed out', async () => {
    const { cookie } = own.people.annotator.headers
    const secret = cookie.split('=')[1]!
    const forged = [
      'trueline=',
      `trueline=${secret.slice(0, -1)}`,
      `trueline=${secret}x`,
      `trueline=${hashOfSecret(secret)}`,
      `trueline=' or '1'='1`,
      `trueline=${'A'.repeat(8000)}`,
    ]
    for (const one of forged) {
      expect([one.slice(0, 40), (await rename('x', { cookie: one })).status]).toEqual([
        one.slice(0, 40),
        401,
      ])
    }
    const { headers } = own.people.buyer
    await endSession(server.store.database.queries, hashOfSecret(headers.cookie.split('=')[1]!))
    expect((await rename('x', headers)).status).toBe(401)
  })

  it('gets no signed-in browser to do anything from another site’s page', async () => {
    const { headers } = own.people.owner
    for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
      expect((await rename('x', { ...headers, origin })).status).toBe(403)
    }
    // What a form can send without asking: no JSON, and nothing by GET.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const sent = await rename('taken', { ...headers, 'content-type': type })
      expect([type, sent.status >= 400]).toEqual([type, true])
    }
    const input = encodeURIComponent(JSON.stringify({ name: 'taken' }))
    const got = await fetch(`${server.url}/trpc/me.rename?input=${input}`, { headers })
    expect(got.status).toBe(405)
    const people = await fetch(`${server.url}/trpc/people.list`, { headers })
    expect(await people.text()).not.toContain('taken')
  })

  it('gets no file by a path that leaves its place, to read or to write', async () => {
    const { headers } = own.people.owner
    const reads = [
      '/../../../../etc/passwd',
      '/assets/..%2f..%2f..%2fetc%2fpasswd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%5c..%5cetc%5cpasswd',
      '/blobs/..%2f..%2fdb%2fPG_VERSION',
      '/exports/..%2f..%2fetc?format=sustech',
      '/assets/%00',
    ]
    for (const path of reads) {
      const answer = await raw('GET', path, headers)
      expect([path, /root:|^\d+ 18/.test(answer)]).toEqual([path, false])
    }
    const begun = await fetch(`${server.url}/uploads`, { method: 'POST', headers })
    const { uploadId } = (await begun.json()) as { uploadId: string }
    const writes = ['../out', '/tmp/out', 'a/../../out', '..\\out', 'C:\\out', 'a\0b', '', '.']
    for (const path of writes) {
      const url = `${server.url}/uploads/${uploadId}?path=${encodeURIComponent(path)}`
      const sent = await fetch(url, { method: 'PUT', headers, body: 'x' })
      expect([path, sent.status]).toEqual([path, 400])
    }
    for (const id of ['..', '..%2f..', `${uploadId}%2f..`]) {
      const sent = await raw('PUT', `/uploads/${id}?path=a`, headers)
      expect([id, sent.slice(0, 2)]).toEqual([id, '40'])
    }
    expect(existsSync(join(dataDir, 'out')) || existsSync('/tmp/out')).toBe(false)
  })

  it('does not get the server to fetch anything: it takes no address', async () => {
    const { headers } = own.people.owner
    for (const uploadId of ['http://169.254.169.254/latest', 'file:///etc/passwd', '/etc', '..']) {
      const sent = await post(
        '/trpc/clip.import',
        JSON.stringify({ uploadId, dryRun: true }),
        headers,
      )
      expect([uploadId, sent.status]).toEqual([uploadId, 400])
    }
  })

  it('gets a body refused that is too large, nested too deep or no JSON, and the server goes on', async () => {
    const { headers } = own.people.annotator
    const large = await post('/session', `{"email":"${'a'.repeat(65 * 2 ** 20)}"}`)
    expect(large.status).toBe(413)
    const deep = '['.repeat(200_000)
    expect((await post('/trpc/me.rename', deep, headers)).status).toBe(400)
    expect((await post('/trpc/me.rename', '{', headers)).status).toBe(400)
    const polluted = '{"__proto__":{"role":"owner"},"name":"x"}'
    await post('/trpc/me.rename', polluted, headers)
    expect(({} as { role?: string }).role).toBeUndefined()
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined).resume()
    socket.write(`GET /health HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`)
    await new Promise((resolve) => socket.once('close', resolve))
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })

  it('writes scripts into names, and they stay text that no page runs', async () => {
    const script = '</script><script>alert(1)</script>'
    const { headers } = own.people.owner
    expect((await rename(script, own.people.annotator.headers)).status).toBe(200)
    const people = await fetch(`${server.url}/trpc/people.list`, { headers })
    expect(people.headers.get('content-type')).toContain('application/json')
    expect(people.headers.get('x-content-type-options')).toBe('nosniff')
    const clipId = await storeSmallClip(own.store, [track('a')])
    await post(
      '/trpc/clip.rename',
      JSON.stringify({ clipId, name: `a\r\nSet-Cookie: x=1${script}` }),
      headers,
    )
    const file = await fetch(`${server.url}/exports/${clipId}?format=openlabel`, { headers })
    expect(file.headers.get('set-cookie')).toBeNull()
    expect(file.headers.get('content-disposition')).not.toMatch(/[<>\r\n]/)
    const page = await fetch(`${server.url}/${encodeURIComponent(script)}`)
    expect(await page.text()).toBe('<!doctype html><title>workbench</title>')
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self' 'wasm-unsafe-eval'")
    const missing = await fetch(`${server.url}/blobs/${encodeURIComponent('<b>')}`, { headers })
    expect(missing.headers.get('content-type')).toContain('application/json')
  })

  it('takes over no other organisation by ids in what it sends', async () => {
    const { headers } = own.people.owner
    const theirs = await storeSmallClip(other.store, [track('a')])
    const edit = { patchId: 'p', command: 'c', kind: 'edit', of: null, madeAtUs: 1, patch: [] }
    const body = JSON.stringify({
      ...{ clipId: theirs, edit, baseRevisions: {}, author: 'x', tenant: other.tenant },
    })
    expect((await post('/trpc/patch.append', body, headers)).status).toBe(404)
    const batch = await post(
      '/trpc/clip.list,clip.open?batch=1',
      JSON.stringify({ 0: {}, 1: { clipId: theirs } }),
      headers,
    )
    expect(await batch.text()).not.toContain(theirs)
    const listed = await fetch(
      `${server.url}/trpc/clip.list,clip.open?batch=1&input=${encodeURIComponent(JSON.stringify({ 1: { clipId: theirs } }))}`,
      { headers },
    )
    const answers = (await listed.json()) as readonly { readonly error?: unknown }[]
    expect(answers[1]?.error).toBeDefined()
    expect(JSON.stringify(answers[0])).not.toContain(theirs)
  })

  it('does not fill the disk with uploads that it begins', async () => {
    const { headers } = other.people.manager
    const statuses: number[] = []
    for (let n = 0; n < 125; n++) {
      statuses.push((await fetch(`${server.url}/uploads`, { method: 'POST', headers })).status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(120)
    expect(statuses.at(-1)).toBe(429)
  })

  it('guesses no password: after five tries nobody listens, from that address, for that account', async () => {
    const guess = (email: string) =>
      post('/session', JSON.stringify({ email, password: 'a long wrong one' }))
    const { email } = own.people.manager
    const statuses = []
    for (let n = 0; n < 7; n++) statuses.push((await guess(email)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
    // Somebody else at the same address still may.
    expect((await guess(own.people.reviewer.email)).status).toBe(401)
  })
})
