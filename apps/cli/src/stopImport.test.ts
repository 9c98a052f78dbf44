import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { writeKittiBin } from '@trueline/formats'
import { serve } from '@trueline/server'
import { expect, it } from 'vitest'
import { openClips } from './clips/openClips.ts'
import { passingFolder } from './testing/folders.ts'
import { TRUELINE } from './testing/runTrueline.ts'

/** Enough to be in the middle of when the signal comes. */
const FRAMES = 120
const POINTS = 20_000

function recording(): string {
  const folder = join(passingFolder(), 'drive')
  mkdirSync(folder)
  const points = new Float32Array(POINTS * 4).map((_, at) => at % 40)
  const bytes = writeKittiBin({ points, ring: null, timeOffset: null })
  for (let frame = 0; frame < FRAMES; frame++) writeFileSync(join(folder, `${frame}.bin`), bytes)
  return folder
}

async function stoppedImport(dataDir: string): Promise<{ readonly exit: number; err: string }> {
  const args = [TRUELINE, 'import', recording(), '--data', dataDir]
  const child = spawn(process.execPath, args, { env: { ...process.env, DATABASE_URL: '' } })
  const err = text(child.stderr)
  child.stderr.on('data', (chunk: Buffer) => {
    if (chunk.includes('packing')) child.kill('SIGINT')
  })
  const [exit] = (await once(child, 'close')) as [number]
  return { exit, err: await err }
}

function blobsIn(dataDir: string): readonly string[] {
  return readdirSync(join(dataDir, 'blobs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{64}$/.test(name),
  )
}

it('leaves nothing of an import whose command is stopped', { timeout: 300_000 }, async () => {
  const dataDir = passingFolder()
  const { exit, err } = await stoppedImport(dataDir)
  expect(exit).toBe(3)
  expect(err).toContain('trueline: The import was stopped; nothing of it was stored')
  expect(blobsIn(dataDir)).toEqual([])
  const clips = await openClips({ dataDir, isReadOnly: true })
  expect(await clips.list()).toEqual([])
  await clips.close()
})

it('has the server stop what it imports for a command', { timeout: 300_000 }, async () => {
  const dataDir = passingFolder()
  const serving = await serve({ dataDir, port: 0 })
  try {
    const { exit, err } = await stoppedImport(dataDir)
    expect(exit).toBe(3)
    expect(err).toContain('nothing of it was stored')
    expect(blobsIn(dataDir)).toEqual([])
    expect(readdirSync(join(dataDir, 'uploads', 'local'))).toEqual([])
  } finally {
    await serving.close()
  }
})
