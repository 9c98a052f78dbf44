import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from '@playwright/test'
import type { ClipId } from '@trueline/annotation'
import { type ServerProcess, serve } from '../../e2e/server.ts'
import { inPage, openWorkbench } from './browser.ts'
import { readSweeps } from './clientOf.ts'
import { inFolder } from './dataFolder.ts'
import type { Figure } from './figure.ts'
import { writeLongClip } from './longClip.ts'
import { forgetPeak, measurePage, type PageMemory, peakMegabytes } from './memory.ts'
import { stepTo } from './stepFigures.ts'

const POINTS = 100_000
const SHORT = 100
const LONG = 1000
const STRIDE = 10
const PLAYING_MS = 20_000
const MOST_MEGABYTES = 600
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Memory of the browser and of the server with a long clip. */
export async function longClipFigures(browser: Browser): Promise<readonly Figure[]> {
  const short = await whileServingLong(SHORT, async ({ server, clipId }) => {
    await readAll(server, clipId)
    return peakMegabytes(pidOf(server))
  })
  return whileServingLong(LONG, async ({ server, clipId, importSeconds }) => {
    await readAll(server, clipId)
    const long = peakMegabytes(pidOf(server))
    const memory = await inPage(browser, (page) => playThrough(browser, page, { server, clipId }))
    return [
      ...browserFigures(memory),
      ...(long === null || short === null ? [] : [serverFigure(long, short)]),
      {
        name: `import of ${LONG} sweeps of ${POINTS} points by upload`,
        value: importSeconds,
        unit: 's',
        against: null,
        wanted: '',
        isMet: null,
      },
    ]
  })
}

function browserFigures(samples: readonly PageMemory[]): readonly Figure[] {
  const peakOf = (size: (sample: PageMemory) => number): number => Math.max(...samples.map(size))
  const limited = (name: string, value: number): Figure => ({
    name,
    value,
    unit: 'MB',
    against: null,
    wanted: `< ${MOST_MEGABYTES} MB`,
    isMet: value < MOST_MEGABYTES,
  })
  const through = `playing through ${LONG} frames, peak of`
  const figures = [
    limited(
      `${through} heap + GPU`,
      peakOf(({ heap, gpu }) => heap + gpu),
    ),
  ]
  if (samples.some(({ process }) => process === null)) return figures
  const whole = peakOf(({ process, gpu }) => (process ?? 0) + gpu)
  return [...figures, limited(`${through} the page’s whole process + GPU`, whole)]
}

function serverFigure(long: number, short: number): Figure {
  return {
    name: `server’s peak memory, ${LONG} frames imported and read`,
    value: long,
    unit: 'MB',
    against: { name: `${SHORT} frames`, value: short },
    wanted: '<= 1.25x',
    isMet: long <= 1.25 * short,
  }
}

type LongClip = {
  readonly server: ServerProcess
  readonly clipId: ClipId
  readonly importSeconds: number
}

/** Gives `work` a server that has just imported a clip by upload, as any client does. */
function whileServingLong<Result>(
  frames: number,
  work: (clip: LongClip) => Promise<Result>,
): Promise<Result> {
  return inFolder(async (folder) => {
    const source = join(folder, 'clip')
    const dataDir = join(folder, 'data')
    writeLongClip(source, { frames, points: POINTS })
    const server = await serve(dataDir, ['--no-demo'])
    try {
      // What it takes to start is more than it ever takes later.
      forgetPeak(pidOf(server))
      const start = performance.now()
      const clipId = await importByCommand(source, dataDir)
      const importSeconds = (performance.now() - start) / 1000
      return await work({ server, clipId, importSeconds })
    } finally {
      await server.kill()
    }
  })
}

async function importByCommand(source: string, dataDir: string): Promise<ClipId> {
  const command = join(ROOT, 'apps/cli/bin/trueline.mjs')
  const child = spawn(process.execPath, [command, 'import', source, '--data', dataDir, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let progress = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    progress += chunk.toString()
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`trueline import ended with ${code}: ${progress}${said}`)
  return (JSON.parse(said) as { readonly clipId: ClipId }).clipId
}

async function readAll({ url }: ServerProcess, clipId: ClipId): Promise<void> {
  for (const { range } of await readSweeps({ url, clipId })) {
    const last = range.offset + range.bytes - 1
    const response = await fetch(`${url}/blobs/${range.blob}`, {
      headers: { Range: `bytes=${range.offset}-${last}` },
    })
    const { byteLength } = await response.arrayBuffer()
    if (byteLength !== range.bytes) throw new Error(`Got ${byteLength} of ${range.bytes} bytes`)
  }
}

function pidOf(server: ServerProcess): number {
  const pid = server.pid()
  if (pid === null) throw new Error('The server is gone')
  return pid
}

/** Steps through the whole clip, then plays; each sample is taken with nothing collected before. */
async function playThrough(
  browser: Browser,
  page: Page,
  { server, clipId }: Pick<LongClip, 'server' | 'clipId'>,
): Promise<readonly PageMemory[]> {
  const samples: PageMemory[] = []
  await openWorkbench(page, server.url, clipId)
  for (let frame = STRIDE; frame < LONG; frame += STRIDE) {
    await stepTo(page, { key: 'Shift+ArrowRight', frame })
    if (frame % (STRIDE * 5) === 0) samples.push(await measurePage(browser, page))
  }
  await stepTo(page, { key: 'Home', frame: 0 })
  await page.keyboard.press('5')
  for (const end = performance.now() + PLAYING_MS; performance.now() < end; ) {
    samples.push(await measurePage(browser, page))
    await page.waitForTimeout(1000)
  }
  return samples
}
