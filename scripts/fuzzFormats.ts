// `node --import tsx scripts/fuzzFormats.ts [inputs] [codec ...]`: broken files for every parser, by night.
// Each codec has a thread of its own, so that one that hangs is seen and ended.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { CODECS } from '@trueline/formats'
import { type Fault, fuzz } from '../packages/formats/src/testing/fuzz.ts'

const INPUTS = 10_000
/** An input that takes longer has hung: two seconds are a fault already. */
const LONGEST_MS = 60_000
const SHOWN = 5

type Told = { readonly input: number; readonly fault: Fault | null }

async function fuzzHere({ id, inputs }: { readonly id: string; readonly inputs: number }) {
  const codec = CODECS.find((one) => one.id === id)!
  let input = 0
  for await (const fault of fuzz(codec, inputs)) {
    const told: Told = { input, fault }
    parentPort?.postMessage(told)
    input += 1
  }
}

/** Faults of a codec, a hang among them. */
function fuzzInThread(id: string, inputs: number): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const faults: string[] = []
    const worker = new Worker(new URL('./fuzzThread.mjs', import.meta.url), {
      workerData: { id, inputs },
    })
    let last = -1
    const end = (): void => {
      clearTimeout(watch)
      resolve(faults)
    }
    const late = (): void => {
      faults.push(`input ${last + 1} hangs`)
      void worker.terminate()
    }
    let watch = setTimeout(late, LONGEST_MS)
    worker.on('message', ({ input, fault }: Told) => {
      last = input
      clearTimeout(watch)
      watch = setTimeout(late, LONGEST_MS)
      if (fault) faults.push(`input ${fault.input}, ${fault.file}: ${fault.what}: ${fault.detail}`)
    })
    worker.on('error', (error) => faults.push(`input ${last + 1} crashes: ${error.message}`))
    worker.on('exit', end)
  })
}

async function main([first, ...rest]: readonly string[]): Promise<void> {
  const hasCount = first !== undefined && /^\d+$/.test(first)
  const inputs = hasCount ? Number(first) : INPUTS
  const named = hasCount ? rest : [first, ...rest].filter((one) => one !== undefined)
  let isSound = true
  for (const { id } of CODECS) {
    if (named.length > 0 && !named.includes(id)) continue
    const start = performance.now()
    const faults = await fuzzInThread(id, inputs)
    const seconds = ((performance.now() - start) / 1000).toFixed(0)
    console.log(
      `${faults.length === 0 ? '✓' : '✗'} ${id}: ${inputs} inputs, ${faults.length} faults (${seconds} s)`,
    )
    for (const fault of faults.slice(0, SHOWN)) console.log(`  ${fault}`)
    isSound &&= faults.length === 0
  }
  process.exit(isSound ? 0 : 1)
}

if (isMainThread) await main(process.argv.slice(2))
else await fuzzHere(workerData as { readonly id: string; readonly inputs: number })
