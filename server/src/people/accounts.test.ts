import { rm } from 'node:fs/promises'
import { createTRPCClient, createWSClient, httpLink, wsLink } from '@trpc/client'
import type { ClipId } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { Role } from '../access/roles.ts'
import type { AppRouter } from '../routers/app.ts'
import { type ServeOptions, type Serving, serve } from '../serve.ts'
import { adding, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import {
  newDataFolder,
  openPostgresStore,
  postgresAddress,
  type TestStore,
} from '../testing/testStore.ts'

const PASSWORD = 'correct horse battery'
const ADA = { name: 'Ada', email: 'Ada@Lovelace.example', password: PASSWORD }

const postgres = await postgresAddress()

describe.each([
  ['the embedded database', true],
  ['PostgreSQL', false],
] as const)('accounts on %s', (_, isEmbedded) => {
  if (!isEmbedded && postgres === null) return
  let dataDir: string
  let server: Serving
  let lent: TestStore | null = null
  beforeAll(async () => {
    dataDir = await newDataFolder()
    if (!isEmbedded) {
      // Its schema is made and dropped by the store of the tests.
      lent = await openPostgresStore(postgres!)
      await lent.store.close()
    }
    server = await start()
  })
  afterAll(async () => {
    await server?.close()
    await lent?.dispose()
    await rm(dataDir, { recursive: true, force: true })
  })
  const start = (options: Partial<ServeOptions> = {}) =>
    serve({ dataDir, port: 0, databaseUrl: lent?.options.databaseUrl ?? null, ...options })

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const cookieOf = (response: Response) => ({
    cookie: (response.headers.get('set-cookie') ?? '').split(';')[0]!,
  })
  const api = (headers: Record<string, string> = {}) =>
    createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server.url}/trpc`, headers })] })
  /** Ada owns the place, from the first test on. */
  const signIn = async () => cookieOf(await post('/session', ADA))
  /** Somebody new, who joined by an invitation. */
  const join = async (name: string, role: Role) => {
    const { key } = await api(await signIn()).people.invite.mutate({ role, note: name })
    const account = { name, email: `${name}@there.example`, password: PASSWORD }
    const headers = cookieOf(await post('/session/invitation', { key, account }))
    const { member } = await api(headers).me.read.query()
    return { account, headers, personId: member!.personId }
  }

  it('let nobody else reach the server before somebody has a password', async () => {
    await server.close()
    await expect(start({ host: '0.0.0.0' })).rejects.toMatchObject({ name: 'NoOwnerError' })
    server = await start()
  })

  it('let whoever is at the machine in until somebody has a password, and nobody after it', async () => {
    expect(await api().me.read.query()).toMatchObject({
      isFirstRun: true,
      member: { role: 'owner', by: 'firstRun' },
    })
    const first = await post('/session/first', { ...ADA, organisation: 'Lovelace & Co' })
    expect(first.status).toBe(204)
    const cookie = first.headers.get('set-cookie')
    expect(cookie).toMatch(/^trueline=[\w-]{43};/)
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part)
    expect(await api(cookieOf(first)).me.read.query()).toMatchObject({
      isFirstRun: false,
      member: { name: 'Ada', email: 'ada@lovelace.example', role: 'owner', by: 'session' },
      organisations: [{ name: 'Lovelace & Co', role: 'owner' }],
    })
    expect((await api().me.read.query()).member).toBeNull()
    await expect(api().clip.list.query()).rejects.toMatchObject({
      data: { code: 'UNAUTHORIZED', why: { zh: '请先登录' } },
    })
    expect((await post('/session/first', { ...ADA, email: 'eve@evil.example' })).status).toBe(409)
    expect((await post('/session/first', ADA, cookieOf(first))).status).toBe(409)
  })

  it('sign in by password, tell a wrong one from nobody by nothing, and stop guessing', async () => {
    const { account } = await join('Guessed', 'buyer')
    const { email, password } = account
    const right = await post('/session', { email: email.toUpperCase(), password })
    expect(right.status).toBe(204)
    const wrong = await post('/session', { email, password: 'wrong horse battery' })
    const nobody = await post('/session', { email: 'x@y.example', password: 'wrong horse battery' })
    expect([wrong.status, nobody.status]).toEqual([401, 401])
    expect(await wrong.text()).toBe(await nobody.text())
    const more = []
    for (let n = 0; n < 5; n++) more.push((await post('/session', { email, password: 'x' })).status)
    expect(more).toEqual([401, 401, 401, 401, 429])
    const late = await post('/session', { email, password })
    expect(late.status).toBe(429)
    expect(await late.json()).toMatchObject({ why: { en: expect.stringMatching(/wait \d+ s/) } })
  })

  it('do not let who has a browser guess its person’s password', async () => {
    const { headers } = await join('Held', 'buyer')
    const codes: unknown[] = []
    for (let n = 0; n < 6; n++) {
      const change = { old: 'a long wrong one', password: 'another long one' }
      await api(headers)
        .me.changePassword.mutate(change)
        .catch((error: { data: { code: string } }) => codes.push(error.data.code))
    }
    expect(codes).toEqual([...Array<string>(5).fill('FORBIDDEN'), 'TOO_MANY_REQUESTS'])
  })

  it('refuse a short password and an address that is none, with what they expect', async () => {
    const { key } = await api(await signIn()).people.invite.mutate({ role: 'buyer', note: '' })
    const open = (account: object) =>
      post('/session/invitation', {
        key,
        account: { ...ADA, email: 'new@there.example', ...account },
      })
    const short = await open({ password: 'short' })
    expect([short.status, await short.json()]).toMatchObject([
      400,
      { why: { en: 'Expected a password of 10 to 200 characters' } },
    ])
    const bad = await open({ email: '<script>@x' })
    expect([bad.status, await bad.json()]).toMatchObject([
      400,
      { why: { en: 'Expected an e-mail address' } },
    ])
  })

  it('end with signing out, elsewhere with another password, and at once for who is removed', async () => {
    const { account, headers: here, personId } = await join('Leaving', 'annotator')
    const there = cookieOf(await post('/session', account))
    await api(here).me.changePassword.mutate({ old: PASSWORD, password: 'another long one' })
    await expect(api(there).clip.list.query()).rejects.toThrow('Sign in first')
    await fetch(`${server.url}/session`, { method: 'DELETE', headers: here })
    await expect(api(here).clip.list.query()).rejects.toThrow('Sign in first')
    const again = cookieOf(await post('/session', { ...account, password: 'another long one' }))
    expect(await api(again).clip.list.query()).toEqual([])
    await api(await signIn()).people.remove.mutate({ personId })
    await expect(api(again).clip.list.query()).rejects.toThrow('Sign in first')
    const gone = await post('/session', { ...account, password: 'another long one' })
    expect(gone.status).toBe(403)
  })

  it('open an invitation once, for its role, with a new account or one that is there', async () => {
    const owner = await signIn()
    const { key } = await api(owner).people.invite.mutate({ role: 'reviewer', note: '' })
    expect(await api().me.readInvitation.mutate({ key })).toEqual({
      organisation: 'Lovelace & Co',
      role: 'reviewer',
    })
    const grace = { name: 'Grace', email: 'grace@hopper.example', password: PASSWORD }
    const both = await Promise.all([
      post('/session/invitation', { key, account: grace }),
      post('/session/invitation', { key, account: { ...grace, email: 'g2@hopper.example' } }),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404])
    const used = await post('/session/invitation', { key, account: { ...grace, email: 'a@b.c' } })
    expect(used.status).toBe(404)
    // An account that is there keeps its password: who does not know it cannot take it by a link.
    const second = await api(owner).people.invite.mutate({ role: 'buyer', note: '' })
    const taken = await post('/session/invitation', { key: second.key, account: ADA })
    expect(taken.status).toBe(409)
    const member = await post('/session/invitation', { key: second.key }, owner)
    expect([member.status, await member.json()]).toMatchObject([
      409,
      { why: { en: 'You belong to this organisation already' } },
    ])
    const forged = `${key.slice(0, -43)}${'A'.repeat(43)}`
    expect((await post('/session/invitation', { key: forged, account: grace })).status).toBe(404)
  })

  it('let one person work for two organisations, one at a time', async () => {
    const owner = await signIn()
    const clipId = await storeSmallClip(server.store, [], { seed: 9 })
    const { key } = await api(owner).organisation.make.mutate({ name: 'Vendor' })
    const members = async () =>
      (await api(owner).organisation.list.query()).map((one) => [one.name, one.members])
    const [[, ours]] = (await members()) as [[string, number]]
    expect(await members()).toEqual([
      ['Lovelace & Co', ours],
      ['Vendor', 0],
    ])
    const joined = cookieOf(await post('/session/invitation', { key }, owner))
    const me = await api(joined).me.read.query()
    expect(me.organisations.map(({ name, role }) => [name, role])).toEqual([
      ['Lovelace & Co', 'owner'],
      ['Vendor', 'owner'],
    ])
    expect((await members())[1]).toEqual(['Vendor', 1])
    expect(await api(joined).clip.list.query()).toEqual([])
    await expect(api(joined).clip.open.query({ clipId })).rejects.toThrow('There is no clip')
    await api(joined).me.enter.mutate({ tenant: 'local' })
    expect((await api(joined).clip.open.query({ clipId })).headSeq).toBe(1)
    await expect(api(joined).me.enter.mutate({ tenant: 'none' })).rejects.toThrow('organisation')
  })

  it('keep an owner, and let nobody but owners make one', async () => {
    const owner = await signIn()
    const ada = (await api(owner).people.list.query()).find(({ name }) => name === 'Ada')
    const change = (role: 'manager') =>
      api(owner).people.change.mutate({ personId: ada!.personId, role })
    await expect(change('manager')).rejects.toThrow('needs an owner')
    const { headers: manager } = await join('Manager', 'manager')
    await expect(
      api(manager).people.invite.mutate({ role: 'owner', note: '' }),
    ).rejects.toMatchObject({ data: { code: 'FORBIDDEN' } })
    await expect(api(manager).people.remove.mutate({ personId: ada!.personId })).rejects.toThrow(
      'Only owners',
    )
  })

  it('let a token in for its scopes, until it is revoked, and never show it again', async () => {
    const owner = await signIn()
    const asked = { name: 'nightly', scopes: ['read' as const], days: 30 }
    const { token, tokenId } = await api(owner).token.make.mutate(asked)
    const bearer = { authorization: `Bearer ${token}` }
    expect(await api(bearer).clip.status.query()).toEqual({ preparing: null })
    await expect(api(bearer).clip.remove.mutate({ clipId: 'x' as ClipId })).rejects.toThrow(
      'not made for this',
    )
    const listed = await api(owner).token.list.query()
    expect(listed).toMatchObject([{ name: 'nightly', scopes: ['read'], madeBy: 'Ada' }])
    expect(JSON.stringify(listed)).not.toContain(token.slice(-43))
    await api(owner).token.revoke.mutate({ tokenId })
    await expect(api(bearer).clip.list.query()).rejects.toThrow('Sign in first')
    // A bad token is nobody, whatever cookie comes with it.
    await expect(api({ ...owner, ...bearer }).clip.list.query()).rejects.toThrow('Sign in first')
  })

  it('tell who did what, and no secret', async () => {
    const { headers } = await join('Lin', 'manager')
    const { key } = await api(headers).people.invite.mutate({ role: 'buyer', note: 'For Bob' })
    await api(headers).me.changePassword.mutate({ old: PASSWORD, password: 'another long one' })
    const log = await api(headers).people.log.query({ before: null, limit: 3 })
    expect(log.map(({ action, actorName }) => [actorName, action])).toEqual([
      ['Lin', 'me.changePassword'],
      ['Lin', 'people.invite'],
      ['Lin', 'session.join'],
    ])
    expect(log[1]!.details).toEqual({ role: 'buyer', note: 'For Bob' })
    for (const secret of [PASSWORD, 'another long one', key, key.slice(-43)]) {
      expect(JSON.stringify(log)).not.toContain(secret)
    }
    const before = log.at(-1)!.entryId
    const older = await api(headers).people.log.query({ before, limit: 1 })
    expect(older).toMatchObject([{ actorName: 'Ada', action: 'people.invite' }])
  })

  it('store who edits by their account, whatever the browser says', async () => {
    const owner = await signIn()
    const clipId = await storeSmallClip(server.store, [], { seed: 3 })
    const edit = editOf([adding(track('a'))])
    await api(owner).patch.append.mutate({ clipId, edit, baseRevisions: {}, author: 'Mallory' })
    const { entries } = await api(owner).patch.history.query({ clipId, before: null, limit: 1 })
    const ada = (await api(owner).people.list.query()).find(({ name }) => name === 'Ada')
    expect(entries[0]!.author).toBe(`Ada · ${ada!.personId}`)
  })

  it('end the line of who is sent home while it is open', async () => {
    const owner = await signIn()
    const clipId = await storeSmallClip(server.store, [], { seed: 4 })
    const { headers: theirs, personId } = await join('Follower', 'annotator')
    class SignedInSocket extends WebSocket {
      constructor(url: string) {
        super(url, { headers: theirs })
      }
    }
    const socket = createWSClient({
      url: `${server.url.replace('http', 'ws')}/trpc`,
      WebSocket: SignedInSocket as never,
    })
    const follower = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] })
    const seen: (number | string)[] = []
    const subscription = follower.patch.since.subscribe(
      { clipId, seq: 1 },
      { onData: ({ data }) => seen.push(data.seq), onError: ({ message }) => seen.push(message) },
    )
    const until = async (count: number): Promise<void> => {
      const end = Date.now() + 10_000
      while (seen.length < count && Date.now() < end) await new Promise((go) => setTimeout(go, 10))
    }
    const add = (id: string) =>
      server.store.append({
        ...{ clipId, edit: editOf([adding(track(id))]), baseRevisions: {}, author: 'x' },
      })
    await add('a')
    await until(1)
    await api(owner).people.remove.mutate({ personId })
    await add('b')
    await until(2)
    expect(seen).toEqual([2, 'UNAUTHORIZED'])
    subscription.unsubscribe()
    await socket.close()
  })

  it('take the first owner from outside where there is nobody', async () => {
    const fresh = await newDataFolder()
    const owner = { email: 'root@here.example', password: PASSWORD }
    const other = await serve({ dataDir: fresh, port: 0, host: '0.0.0.0', owner })
    const url = `${other.url}/session`
    const body = JSON.stringify(owner)
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(204)
    expect((await fetch(`${other.url}/uploads`, { method: 'POST' })).status).toBe(401)
    await other.close()
    await rm(fresh, { recursive: true, force: true })
  })
})
