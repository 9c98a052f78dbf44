import { join } from 'node:path'
import { serve } from '@trueline/server'
import { expect, it, onTestFinished } from 'vitest'
import { passingFolder } from './testing/folders.ts'
import { runTrueline } from './testing/runTrueline.ts'

const OWNER = { email: 'ada@lovelace.example', password: 'correct horse battery' }

/** A token of the owner's. */
async function makeToken(url: string): Promise<string> {
  const json = { 'content-type': 'application/json' }
  const send = (path: string, body: object, headers: Record<string, string>) =>
    fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  const signedIn = await send('/session', OWNER, json)
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
  const asked = { name: 'nightly', scopes: ['work'], days: 1 }
  const made = await send('/trpc/token.make', asked, { ...json, cookie })
  return ((await made.json()) as { result: { data: { token: string } } }).result.data.token
}

it('backs up what a server serves for who has its token, and restores it elsewhere', async () => {
  const dataDir = passingFolder()
  const server = await serve({ dataDir, port: 0, owner: OWNER })
  onTestFinished(() => server.close())
  const backup = join(passingFolder(), 'backup')
  const args = ['backup', backup, '--data', dataDir, '--json']
  const refused = await runTrueline(args, dataDir)
  expect(refused).toMatchObject({ exit: 3, err: expect.stringContaining('TRUELINE_TOKEN') })
  process.env.TRUELINE_TOKEN = await makeToken(server.url)
  try {
    const made = await runTrueline(args, dataDir)
    expect(made.exit).toBe(0)
    expect(JSON.parse(made.out)).toMatchObject({ rows: { people: 1, organisations: 1 }, blobs: 0 })
  } finally {
    delete process.env.TRUELINE_TOKEN
  }
  const elsewhere = join(passingFolder(), 'new')
  const restored = await runTrueline(['restore', backup, '--data', elsewhere], dataDir)
  expect(restored).toMatchObject({ exit: 0, out: expect.stringContaining('people 1') })
}, 300_000)
