import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser } from '@playwright/test'
import { batchFigures } from './batchFigures.ts'
import { openBrowser } from './browser.ts'
import { canvasFigures } from './canvasFigures.ts'
import { checkFigures } from './checkFigures.ts'
import { crowdFigures, postgresCrowdFigures } from './crowd/crowdFigures.ts'
import { dragFigures } from './dragFigures.ts'
import { effortFigures } from './effort/effortFigures.ts'
import { type Figure, tableOf } from './figure.ts'
import { formatFigures } from './formatFigures.ts'
import { geometryFigures } from './geometryFigures.ts'
import { importFigures } from './importFigures.ts'
import { laneFigures } from './laneFigures.ts'
import { longClipFigures } from './longClipFigures.ts'
import { modelFigures } from './modelFigures.ts'
import { objectFigures } from './objectFigures.ts'
import { patchFigures } from './patchFigures.ts'
import { peerFigures } from './peerFigures.ts'
import { pointFigures } from './pointFigures.ts'
import { stepFigures } from './stepFigures.ts'
import { trackFigures } from './trackFigures.ts'

/** A group's figures, of what a browser does. */
type Measure = (browser: Browser) => Promise<readonly Figure[]>
/** A group's figures, of what lasts as long as one wants and needs no browser. */
type MeasureFor = (seconds: number) => Promise<readonly Figure[]>

const LASTING: { readonly [group: string]: MeasureFor } = {
  crowd: crowdFigures,
  crowdPostgres: postgresCrowdFigures,
}
const GROUPS: { readonly [group: string]: Measure } = {
  geometry: geometryFigures,
  points: pointFigures,
  formats: formatFigures,
  import: importFigures,
  patch: patchFigures,
  model: modelFigures,
  canvas: canvasFigures,
  lanes: laneFigures,
  objects: objectFigures,
  tracks: trackFigures,
  checks: checkFigures,
  step: stepFigures,
  drag: dragFigures,
  batch: batchFigures,
  effort: effortFigures,
  peer: peerFigures,
  long: longClipFigures,
}
const REPORT = fileURLToPath(new URL('../../.cache/bench.json', import.meta.url))

/** Measures the groups that are named, all where none is; says what was met on the screen and in a file. */
async function main(args: readonly string[]): Promise<void> {
  const { named, seconds } = wantedOf(args)
  const all = [...Object.keys(GROUPS), ...Object.keys(LASTING)]
  const unknown = named.find((group) => !all.includes(group))
  if (unknown !== undefined) {
    throw new Error(`There is no group ${unknown}; there are ${all.join(', ')}`)
  }
  const figures: Figure[] = []
  for (const group of all) {
    if (named.length > 0 && !named.includes(group)) continue
    const start = performance.now()
    figures.push(...(await (LASTING[group]?.(seconds) ?? inBrowser(GROUPS[group]!))))
    console.error(`${group}: ${((performance.now() - start) / 1000).toFixed(0)} s`)
  }
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length }
  mkdirSync(join(REPORT, '..'), { recursive: true })
  writeFileSync(REPORT, `${JSON.stringify({ machine, figures }, null, 2)}\n`)
  console.log(tableOf(figures))
  console.log(`\n${machine.cores} × ${machine.cpu}; as JSON in .cache/bench.json`)
}

/** Each in a browser of its own: what one leaves behind is nothing to the next. */
async function inBrowser(measure: Measure): Promise<readonly Figure[]> {
  const browser = await openBrowser()
  try {
    return await measure(browser)
  } finally {
    await browser.close()
  }
}

/** What is to be measured; `--seconds` is for trying a group that takes its time. */
function wantedOf(args: readonly string[]): { named: readonly string[]; seconds: number } {
  const options = { seconds: { type: 'string', default: '60' } } as const
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const seconds = Number(values.seconds)
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3600) {
    throw new Error(`--seconds ${values.seconds}: expected a whole number from 1 to 3600`)
  }
  return { named: positionals, seconds }
}

// As an exit of its own, at which servers that it started are ended, too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))
await main(process.argv.slice(2))
