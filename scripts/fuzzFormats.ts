// `node --import tsx scripts/fuzzFormats.ts [inputs] [codec ...] [--minutes N] [--anew]`: broken files for every
// parser, by night. It goes on where it was ended, from .cache/fuzz.json. Each codec has a thread of its own, so
// that one that hangs or takes all memory is seen, ended, and the next input tried.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { CODECS } from '@trueline/formats'
import { type Fault, fuzz } from '../packages/formats/src/testing/fuzz.ts'

const INPUTS = 10_000
/** An input that computes longer has hung: two seconds are a fault already. */
const LONGEST_MS = 60_000
const MOST_MEMORY_MB = 1024
const SHOWN = 5
/** After so many inputs that end their thread the codec is left: each costs a minute. */
const MOST_ENDS = 10
const PROGRESS = fileURLToPath(new URL('../.cache/fuzz.json', import.meta.url))

type Told = { readonly input: number; readonly fault: Fault | null }
/** Inputs of a codec that were tried, and what was wrong. */
type Done = { readonly inputs: number; readonly faults: readonly string[] }
type Range = { readonly id: string; readonly from: number; readonly to: number }

async function fuzzHere({ id, from, to }: Range): Promise<void> {
  const codec = CODECS.find((one) => one.id === id)!
  let input = from
  for await (const fault of fuzz(codec, { from, to })) {
    const told: Told = { input, fault }
    parentPort?.postMessage(told)
    input += 1
  }
}

/** What came of some inputs in a thread of their own; fewer where one ended it, that one counted. */
function fuzzInThread(range: Range, deadline: number): Promise<Done> {
  return new Promise((resolve) => {
    const faults: string[] = []
    const worker = new Worker(new URL('./fuzzThread.mjs', import.meta.url), {
      workerData: range,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    })
    let next = range.from
    let isEnded = false
    let since = { wall: performance.now(), cpu: process.cpuUsage() }
    // On a busy machine time passes for nothing: what counts is what was computed meanwhile.
    const watch = setInterval(() => {
      const { user, system } = process.cpuUsage(since.cpu)
      const isLate = performance.now() - since.wall > LONGEST_MS
      if (isLate && (user + system) / 1000 > LONGEST_MS) end(`input ${next} hangs`)
      else if (Date.now() > deadline) end(null)
    }, 1000)
    const end = (fault: string | null): void => {
      if (isEnded) return
      isEnded = true
      clearInterval(watch)
      if (fault !== null) {
        faults.push(fault)
        next += 1
      }
      void worker.terminate()
      resolve({ inputs: next, faults })
    }
    worker.on('message', ({ input, fault }: Told) => {
      next = input + 1
      since = { wall: performance.now(), cpu: process.cpuUsage() }
      if (fault) faults.push(`input ${fault.input}, ${fault.file}: ${fault.what}: ${fault.detail}`)
    })
    worker.on('error', (error) => end(`input ${next} crashes: ${error.message}`))
    worker.on('exit', () => end(next < range.to ? `input ${next} is never answered` : null))
  })
}

/** All inputs of a codec up to `to` that `done` does not count, threads that end begun anew. */
async function fuzzOn(id: string, done: Done, { to, deadline }: Bounds): Promise<Done> {
  let now = done
  for (let ends = 0; now.inputs < to && ends < MOST_ENDS && Date.now() < deadline; ends++) {
    const { inputs, faults } = await fuzzInThread({ id, from: now.inputs, to }, deadline)
    now = { inputs, faults: [...now.faults, ...faults] }
  }
  return now
}

type Bounds = { readonly to: number; readonly deadline: number }
type Progress = { readonly [codec: string]: Done }

async function main(): Promise<void> {
  const options = {
    minutes: { type: 'string' },
    anew: { type: 'boolean', default: false },
  } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [first = ''] = positionals
  const hasCount = /^\d+$/.test(first)
  const to = hasCount ? Number(first) : INPUTS
  const named = hasCount ? positionals.slice(1) : positionals
  const minutes = Number(values.minutes ?? Number.POSITIVE_INFINITY)
  const deadline = Date.now() + minutes * 60_000
  let progress: Progress = values.anew ? {} : progressSoFar()
  let isSound = true
  for (const { id } of CODECS) {
    if (named.length > 0 && !named.includes(id)) continue
    const start = performance.now()
    const done = await fuzzOn(id, progress[id] ?? { inputs: 0, faults: [] }, { to, deadline })
    progress = { ...progress, [id]: done }
    mkdirSync(dirname(PROGRESS), { recursive: true })
    writeFileSync(PROGRESS, JSON.stringify(progress, null, 2))
    const seconds = ((performance.now() - start) / 1000).toFixed(0)
    const isWhole = done.inputs >= to && done.faults.length === 0
    const mark = done.faults.length > 0 ? '✗' : isWhole ? '✓' : '…'
    console.log(`${mark} ${id}: ${done.inputs} inputs, ${done.faults.length} faults (${seconds} s)`)
    for (const fault of done.faults.slice(0, SHOWN)) console.log(`  ${fault}`)
    isSound &&= isWhole
  }
  process.exit(isSound ? 0 : 1)
}

function progressSoFar(): Progress {
  try {
    return JSON.parse(readFileSync(PROGRESS, 'utf8')) as Progress
  } catch {
    // Nothing was begun.
    return {}
  }
}

if (isMainThread) await main()
else await fuzzHere(workerData as Range)
