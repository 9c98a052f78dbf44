import { readFile, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { createTRPCClient, createWSClient, httpBatchLink, splitLink, wsLink } from '@trpc/client'
import type { AnnotationRecord, ClipId, Edit } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { clipBlobs } from './db/schema.ts'
import { openZip } from './imports/zipTree.ts'
import type { AppRouter } from './routers/app.ts'
import { type Serving, serve } from './serve.ts'
import { SOUND_SCENE, sustechBox, writeTree } from './testing/badSources.ts'
import { adding, cuboid, editOf, storeSmallClip, track } from './testing/smallClip.ts'
import { newDataFolder, temporaryFolder } from './testing/testStore.ts'

describe('the server', () => {
  let dataDir: string
  let workbenchDir: string
  let server: Serving
  const start = async (port = 0): Promise<void> => {
    server = await serve({ dataDir, port, workbenchDir })
  }
  beforeAll(async () => {
    dataDir = await newDataFolder()
    workbenchDir = await temporaryFolder()
    await writeTree(workbenchDir, {
      'index.html': '<!doctype html><title>workbench</title>',
      'assets/main-a1b2.js': 'export {}',
    })
    await start()
  })
  afterAll(async () => {
    await server?.close()
    await rm(dataDir, { recursive: true, force: true })
    await rm(workbenchDir, { recursive: true, force: true })
  })

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers })
  const portOf = () => Number(new URL(server.url).port)

  /** A status line, of a request whose headers `fetch` would not send. */
  const rawStatus = (lines: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(portOf(), 'localhost')
      socket.on('error', reject)
      socket.once('data', (data) => {
        socket.destroy()
        resolve(data.toString().split('\r\n')[0]!)
      })
      socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    })

  const api = () =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${server.url}/trpc` })] })
  it('says that it is well, and where it is', async () => {
    expect(await (await get('/health')).json()).toEqual({ ok: true, preparing: null })
    const notice = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8')) as unknown
    expect(notice).toEqual({ url: server.url, pid: process.pid })
  })

  it('refuses a second server on its data or its port in one line', async () => {
    await expect(serve({ dataDir, port: 0 })).rejects.toMatchObject({
      name: 'DataFolderInUseError',
    })
    const other: Server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const elsewhere = await newDataFolder()
    const refused = serve({ dataDir: elsewhere, port, host: '127.0.0.1' })
    await expect(refused).rejects.toMatchObject({
      name: 'PortInUseError',
      message: `Port ${port} of 127.0.0.1 is in use: stop what listens there, or choose another port`,
    })
    other.close()
    // It has given the folder back.
    await (await serve({ dataDir: elsewhere, port: 0 })).close()
    await rm(elsewhere, { recursive: true, force: true })
  })

  it('isolates the page and lets it run nothing but its own code', async () => {
    const { headers } = await get('/')
    const policy = headers.get('content-security-policy')
    for (const part of [
      "script-src 'self' 'wasm-unsafe-eval'",
      "worker-src 'self' blob:",
      "connect-src 'self' ws: wss:",
      "img-src 'self' blob: data:",
      "style-src 'self' 'unsafe-inline'",
    ]) {
      expect(policy).toContain(part)
    }
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('gives the page at every address of the workbench, and only there', async () => {
    for (const path of ['/', '/clips/some-clip']) {
      const page = await get(path)
      expect(page.headers.get('cache-control')).toBe('no-cache')
      expect(await page.text()).toContain('<title>workbench</title>')
    }
    const asset = await get('/assets/main-a1b2.js')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    for (const path of ['/assets/gone.js', '/uploads/x', '/blobs', '/trpc/clip.nothing']) {
      const missing = await get(path)
      expect(missing.status).toBe(404)
      expect(await missing.text()).not.toContain('<title>')
    }
  })

  it('answers no host but this machine, whatever name a page was reached by', async () => {
    const ask = (host: string) => rawStatus(['GET /health HTTP/1.1', `Host: ${host}`])
    for (const host of ['localhost', `127.0.0.1:${portOf()}`, '[::1]:5173', 'LocalHost:1']) {
      expect(await ask(host)).toContain('200')
    }
    for (const host of ['evil.example', 'localhost.evil.example', `10.0.0.1:${portOf()}`, '']) {
      expect(await ask(host)).toContain('403')
    }
  })

  it('answers no page of another origin, by HTTP or by WebSocket', async () => {
    const own = new URL(server.url).host
    for (const origin of ['https://evil.example', 'http://localhost:1', 'null']) {
      const post = await fetch(`${server.url}/uploads`, { method: 'POST', headers: { origin } })
      expect(post.status).toBe(403)
      const upgrade = [
        'GET /trpc HTTP/1.1',
        `Host: ${own}`,
        `Origin: ${origin}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      ]
      expect(await rawStatus(upgrade)).toContain('403')
    }
    const same = { method: 'POST', headers: { origin: server.url } }
    expect((await fetch(`${server.url}/uploads`, same)).status).toBe(200)
  })

  it('gives blobs whole and by range, for ever', async () => {
    await storeSmallClip(server.store, [])
    const [blob] = await server.store.blobs.list()
    const whole = await get(`/blobs/${blob}`)
    const bytes = Buffer.from(await whole.arrayBuffer())
    expect(whole.status).toBe(200)
    expect(whole.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
    const part = await get(`/blobs/${blob}`, { range: 'bytes=8-23' })
    expect(part.status).toBe(206)
    expect(part.headers.get('content-range')).toBe(`bytes 8-23/${bytes.length}`)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(8, 24))
    const past = await get(`/blobs/${blob}`, { range: `bytes=${bytes.length}-` })
    expect([past.status, past.headers.get('content-range')]).toEqual([
      416,
      `bytes */${bytes.length}`,
    ])
    const known = await get(`/blobs/${blob}`, { 'if-none-match': `"${blob}"` })
    expect(known.status).toBe(304)
    const changed = await get(`/blobs/${blob}`, { range: 'bytes=0-3', 'if-range': '"other"' })
    expect(changed.status).toBe(200)
    const head = await fetch(`${server.url}/blobs/${blob}`, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(bytes.length))
    // One of more than a single read.
    const writer = await server.store.blobs.create()
    const content = Buffer.alloc(9 * 2 ** 20, 'abcdefg')
    await writer.append(content)
    const { blob: large } = await writer.seal()
    const { queries } = server.store.database
    const ownership = { tenant: 'local', clipId: 'large', blob: large }
    expect((await get(`/blobs/${large}`)).status).toBe(404)
    await queries.insert(clipBlobs).values(ownership)
    const most = await get(`/blobs/${large}`, { range: 'bytes=5-' })
    expect(Buffer.from(await most.arrayBuffer()).equals(content.subarray(5))).toBe(true)
    await server.store.blobs.remove(large)
    for (const name of ['0'.repeat(64), 'short', '..%2fdb%2fPG_VERSION', blob!.toUpperCase()]) {
      expect((await get(`/blobs/${name}`)).status).toBe(404)
    }
  })

  it('keeps how a clip is checked, and refuses what is no checks.json', async () => {
    const clipId = await storeSmallClip(server.store, [], { seed: 6 })
    const read = () => api().checks.read.query({ clipId })
    expect(await read()).toEqual({ checks: null, densities: null })
    const checks = { B1: { blocking: true, limits: { share: 0.1 } } }
    await api().checks.write.mutate({ clipId, checks })
    expect(await read()).toEqual({ checks, densities: null })
    await expect(
      api().checks.write.mutate({ clipId, checks: { B1: { limits: { share: 'much' } } } as never }),
    ).rejects.toThrow('expected number')
    await expect(api().checks.read.query({ clipId: 'none' as ClipId })).rejects.toThrow('none')
  })

  it('keeps whether effort is logged of a clip: it is until somebody says no', async () => {
    const clipId = await storeSmallClip(server.store, [], { seed: 8 })
    const read = () => api().effort.read.query({ clipId })
    expect(await read()).toEqual({ isLogged: true })
    await api().effort.write.mutate({ clipId, isLogged: false })
    expect(await read()).toEqual({ isLogged: false })
    const none = { clipId: 'none' as ClipId, isLogged: true }
    await expect(api().effort.write.mutate(none)).rejects.toThrow('none')
  })

  it('exports a clip as a zip that bears its name', async () => {
    const scene = join(workbenchDir, 'scene')
    await writeTree(scene, SOUND_SCENE)
    const how = { format: null, isDryRun: false, onto: null, name: null, author: 'Ada' }
    const done = await server.store.importFrom(scene, { ...how, onProgress: () => {} })
    const clipId = done.clipId!
    await api().clip.rename.mutate({ clipId, name: '路口 "7" (晴)' })
    const answer = await get(`/exports/${clipId}?format=sustech&sensors=1`)
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="__ _7_ (_)-sustech.zip"; filename*=UTF-8''${'%E8%B7%AF%E5%8F%A3%20_7_%20%28%E6%99%B4%29-sustech.zip'}`,
    )
    const folder = await temporaryFolder()
    await writeTree(folder, { 'export.zip': new Uint8Array(await answer.arrayBuffer()) })
    const zip = await openZip(join(folder, 'export.zip'))
    const label = zip.files.find(({ path }) => path.endsWith('label/000001.json'))
    const boxes = JSON.parse(Buffer.from(await zip.read(label!.path)).toString()) as unknown
    expect(boxes).toMatchObject([sustechBox('7')])
    expect(zip.files.some(({ path }) => path.endsWith('lidar/000001.pcd'))).toBe(true)
    await zip.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('refuses exports of unknown clips and formats with the reason', async () => {
    const clipId = await storeSmallClip(server.store, [], { seed: 2 })
    const refusals = [
      [`/exports/${clipId}?format=none`, 400, 'format'],
      [`/exports/${clipId}`, 400, 'format'],
      [`/exports/${clipId}?format=ab3dmot`, 400, 'format'],
      ['/exports/nobodys?format=sustech', 404, 'clip'],
      ['/exports/a%00b?format=sustech', 404, 'clip'],
    ] as const
    for (const [path, status, place] of refusals) {
      const answer = await get(path)
      expect([path, answer.status]).toEqual([path, status])
      expect(await answer.json()).toMatchObject({
        refusal: { file: 'export', place: { en: place } },
      })
    }
  })

  it('answers edits with what became of them, and refuses unsound ones for good', async () => {
    const a = track('a')
    const clipId = await storeSmallClip(server.store, [a], { seed: 3 })
    const append = (edit: Edit, revision: number) =>
      api().patch.append.mutate({ clipId, edit, baseRevisions: { a: revision }, author: 'Grace' })
    const truck = { ...a, category: 'truck' }
    const edit = editOf([{ recordId: a.id, before: a, after: truck }])
    expect(await append(edit, 1)).toEqual({ outcome: 'stored', seq: 2, revisions: { a: 2 } })
    const late = editOf([{ recordId: a.id, before: a, after: null }])
    expect(await append(late, 1)).toMatchObject({
      outcome: 'stale',
      current: [{ recordId: 'a', record: truck, revision: 2, author: 'Grace' }],
    })
    const bad = [
      { ...edit, patchId: '' as never },
      editOf([{ recordId: a.id, before: truck, after: { ...truck, category: 'a\0b' } }]),
      editOf([{ recordId: a.id, before: a, after: null }]),
    ]
    for (const one of bad) {
      await expect(append(one, 2)).rejects.toMatchObject({
        data: { code: 'BAD_REQUEST', refusal: { file: 'edit' } },
      })
    }
    const { entries } = await api().patch.history.query({ clipId, before: null, limit: 10 })
    expect(entries.map(({ seq }) => seq)).toEqual([2, 1])
    const gone = 'gone' as ClipId
    await expect(api().clip.open.query({ clipId: gone })).rejects.toMatchObject({
      data: { code: 'NOT_FOUND' },
    })
  })

  it('pages through records', async () => {
    const all: readonly AnnotationRecord[] = [0, 1, 2, 3, 4].map((n) => track(`t${n}`))
    const clipId = await storeSmallClip(server.store, all, { seed: 4 })
    const first = await api().clip.records.query({ clipId, after: null, limit: 3 })
    const second = await api().clip.records.query({ clipId, after: first.next, limit: 3 })
    expect([...first.records, ...second.records].map(({ record }) => record)).toEqual(all)
    expect(second.next).toBeNull()
  })

  it('tells followers of every edit once and in order, over a restart of the server', async () => {
    const a = track('a')
    const clipId = await storeSmallClip(server.store, [a], { seed: 5 })
    const { url } = server
    const socket = createWSClient({
      url: `${url.replace('http', 'ws')}/trpc`,
      WebSocket: WebSocket as never,
      retryDelayMs: () => 50,
    })
    const follower = createTRPCClient<AppRouter>({
      links: [
        splitLink({
          condition: ({ type }) => type === 'subscription',
          true: wsLink({ client: socket }),
          false: httpBatchLink({ url: `${url}/trpc` }),
        }),
      ],
    })
    const seen: number[] = []
    const until = async (seq: number): Promise<void> => {
      const end = Date.now() + 20_000
      while (!seen.includes(seq)) {
        if (Date.now() > end) throw new Error(`Saw only ${seen.join(', ')}`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    }
    const add = (n: number) =>
      server.store.append({
        clipId,
        edit: editOf([adding(cuboid(a.id, n))]),
        baseRevisions: {},
        author: 'Ada',
      })
    const subscription = follower.patch.since.subscribe(
      { clipId, seq: 1 },
      { onData: ({ data }) => seen.push(data.seq) },
    )
    await add(0)
    await until(2)
    await add(1)
    await until(3)
    const port = portOf()
    await server.close()
    await start(port)
    // Before the follower is back, and after.
    await add(2)
    await until(4)
    await add(0 + 3)
    await until(5)
    expect(seen).toEqual([2, 3, 4, 5])
    subscription.unsubscribe()
    await socket.close()
  }, 60_000)

  it('stops saying where it is once it is closed', async () => {
    await server.close()
    await expect(readFile(join(dataDir, 'server.json'))).rejects.toThrow('ENOENT')
    await start()
  })
})
