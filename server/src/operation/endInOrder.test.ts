import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import { newDataFolder } from '../testing/testStore.ts'

const TRUELINE = fileURLToPath(new URL('../../../apps/cli/bin/trueline.mjs', import.meta.url))

let dataDir: string
beforeAll(async () => {
  dataDir = await newDataFolder()
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

it('ends in order when it is told to: takes nothing new, takes its leave, finishes what was begun', async () => {
  const args = ['serve', '--port', '0', '--data', dataDir, '--no-demo']
  const child = spawn(process.execPath, [TRUELINE, ...args], {
    env: { ...process.env, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const said = text(child.stderr)
  try {
    const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
    const line = new WebSocket(`${url.replace('http', 'ws')}/trpc`)
    await once(line, 'open')
    const left = once(line, 'close') as Promise<[number, Buffer]>
    const { uploadId } = (await (await fetch(`${url}/uploads`, { method: 'POST' })).json()) as {
      readonly uploadId: string
    }
    const upload = request(`${url}/uploads/${uploadId}?path=a.txt`, { method: 'PUT' })
    const answered = once(upload, 'response')
    upload.write('half of it, ')
    expect((await fetch(`${url}/readyz`)).status).toBe(200)

    child.kill('SIGTERM')
    const [code, word] = await left
    expect([code, String(word)]).toEqual([1012, 'The server is closing'])
    expect((await fetch(`${url}/readyz`)).status).toBe(503)
    expect((await fetch(`${url}/uploads`, { method: 'POST' })).status).toBe(503)
    upload.end('and the rest')
    const [answer] = (await answered) as [{ readonly statusCode: number }]
    expect(answer.statusCode).toBe(204)
    expect(await ended).toEqual([0, null])
    expect(await said).toBe('trueline: closing …\n')
  } finally {
    child.kill('SIGKILL')
  }
})
