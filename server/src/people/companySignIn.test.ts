import { rm } from 'node:fs/promises'
import { createTRPCClient, httpLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppRouter } from '../routers/app.ts'
import { type Serving, serve } from '../serve.ts'
import { type FakeCompany, fakeCompany } from '../testing/fakeCompany.ts'
import { newDataFolder } from '../testing/testStore.ts'

describe('sign-in by a company', () => {
  let dataDir: string
  let server: Serving
  let company: FakeCompany
  beforeAll(async () => {
    dataDir = await newDataFolder()
    company = await fakeCompany()
    const owner = { email: 'ada@company.example', password: 'correct horse battery' }
    server = await serve({ dataDir, port: 0, owner, company, publicUrl: 'http://localhost' })
  })
  afterAll(async () => {
    await server?.close()
    company?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const cookiesOf = (response: Response): string =>
    response.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
  const go = (url: string, cookie = '') => fetch(url, { redirect: 'manual', headers: { cookie } })
  /** To the company and back to our door, where the browser shows what it kept. */
  const awayAndBack = async () => {
    const away = await go(`${server.url}/session/company`)
    const there = await go(away.headers.get('location')!)
    const { pathname, search } = new URL(there.headers.get('location')!)
    return { kept: cookiesOf(away), back: `${server.url}${pathname}${search}` }
  }
  const signIn = async (person: Record<string, unknown>) => {
    Object.assign(company.person, { email_verified: undefined, email: undefined }, person)
    const { kept, back } = await awayAndBack()
    return go(back, kept)
  }
  const me = (cookie: string) =>
    createTRPCClient<AppRouter>({
      links: [httpLink({ url: `${server.url}/trpc`, headers: { cookie } })],
    }).me.read.query()
  const refusalIn = (response: Response): string =>
    decodeURIComponent(response.headers.get('location') ?? '')

  it('signs in who has an account, by their checked address first and by who they are ever after', async () => {
    const ada = { sub: '1', email: 'ADA@company.example', email_verified: true }
    const first = await signIn(ada)
    expect(first.headers.get('location')).toBe('/')
    expect((await me(cookiesOf(first))).member).toMatchObject({ role: 'owner', by: 'session' })
    const moved = await signIn({ ...ada, email: 'ada.new@company.example' })
    expect((await me(cookiesOf(moved))).member).toMatchObject({ email: 'ada@company.example' })
  })

  it('signs in nobody whom nobody invited, by an unchecked address or by another’s', async () => {
    const stranger = { sub: '2', email: 'eve@company.example', email_verified: true }
    expect(refusalIn(await signIn(stranger))).toContain('Nobody here has the account eve@')
    const unchecked = { sub: '3', email: 'ada@company.example', email_verified: false }
    expect(refusalIn(await signIn(unchecked))).toContain('Nobody here has the account')
    const second = { sub: '4', email: 'ada@company.example', email_verified: true }
    expect(refusalIn(await signIn(second))).toContain('Nobody here has the account')
  })

  it('takes an answer once, from the browser that asked, as it was given', async () => {
    Object.assign(company.person, { sub: '1' })
    const { kept, back } = await awayAndBack()
    const other = await awayAndBack()
    for (const cookie of ['', other.kept, 'trueline_away=nonsense']) {
      const refused = await go(back, cookie)
      expect(refusalIn(refused)).toContain('Company sign-in failed')
      expect(cookiesOf(refused)).not.toMatch(/trueline=\S/)
    }
    expect((await go(back, kept)).headers.get('location')).toBe('/')
    expect(refusalIn(await go(back, kept))).toContain('Company sign-in failed')
  })

  it('is not there where none is set up', async () => {
    const fresh = await newDataFolder()
    const plain = await serve({ dataDir: fresh, port: 0 })
    expect((await go(`${plain.url}/session/company`)).status).toBe(404)
    await plain.close()
    await rm(fresh, { recursive: true, force: true })
  })
})
