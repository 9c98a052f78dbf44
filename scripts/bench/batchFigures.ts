import type { Browser, Page } from '@playwright/test'
import type { SweepRef } from '@trueline/annotation'
import { inPage, openWorkbench } from './browser.ts'
import { readSweeps } from './clientOf.ts'
import { type ServedClip, whileServing } from './dataFolder.ts'
import { type Figure, quantile, ratioFigure } from './figure.ts'
import { type Frames, framesDuring } from './framesDuring.ts'
import { madeClip } from './madeClip.ts'
import type { Watched } from './watchPage.ts'

const COLUMNS = 40
const POINTS = 120_000
const ROUNDS = 3
/** What opening the page sets off has come to its end by then. */
const SETTLE_MS = 1500
/** A page that has not all columns by then never will. */
const LONGEST_MS = 30_000

type Opened = { readonly openMs: number; readonly still: Frames; readonly stepping: Frames }

/**
 * The batch page of one object: from the key to the points of all its frames at hand, beside a bare page
 * that reads and decodes the same sweeps; and the page's frames while it is stepped through.
 */
export function batchFigures(browser: Browser): Promise<readonly Figure[]> {
  return whileServing([madeClip({ frames: COLUMNS, points: POINTS })], async (clip) => {
    const sweeps = await readSweeps(clip)
    const opened: Opened[] = []
    const decodeMs: number[] = []
    const bareMs: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      decodeMs.push(await inPage(browser, (page) => decodeAll(page, clip, sweeps)))
      opened.push(await inPage(browser, (page) => openBatch(page, clip)))
      bareMs.push(...(await inPage(browser, (page) => stepBare(page, clip))).ms)
    }
    const stepping = opened.flatMap((one) => one.stepping.ms)
    const still = opened.flatMap((one) => one.still.ms)
    const openMs = opened.map((one) => one.openMs)
    const open = {
      value: quantile(openMs, 0.5),
      floor: quantile(decodeMs, 0.5),
      floorName: 'bare page, read and decoded',
    }
    return [
      ratioFigure(`batch page, ${COLUMNS} columns at hand`, open, { unit: 'ms', times: 2 }),
      rateFigure(
        Math.min(...opened.map((one) => fewestInSecond(one.stepping.ms))),
        1000 / quantile(still, 0.5),
      ),
      steppingFigure('median', quantile(stepping, 0.5), quantile(still, 0.5)),
      steppingFigure('p95', quantile(stepping, 0.95), quantile(still, 0.5)),
      ratioFigure(
        'batch page, stepping, p95 frame',
        {
          value: quantile(stepping, 0.95),
          floor: quantile(bareMs, 0.95),
          floorName: 'p95, bare page with as many pictures',
        },
        { unit: 'ms', times: TWO_TICKS },
      ),
    ]
  })
}

/** Half of the frames that the browser itself makes, 30 a second of 60: two ticks, which vary by a little. */
const TWO_TICKS = 2.05

function steppingFigure(part: string, value: number, floor: number): Figure {
  const reading = { value, floor, floorName: 'median frame, nothing moving' }
  return ratioFigure(`batch page, stepping, ${part} frame`, reading, {
    unit: 'ms',
    times: TWO_TICKS,
  })
}

/** A page's slowest second beside what the browser makes when nothing moves. */
function rateFigure(fewest: number, still: number): Figure {
  return {
    name: 'batch page, stepping, frames in its slowest second',
    ...{ value: fewest, unit: '', against: { name: 'nothing moving', value: still } },
    ...{ wanted: '>= 0.5x', isMet: fewest >= still / 2 },
  }
}

/** The fewest frames that came in any second, of frames that took `ms` each; all of them where it was less. */
function fewestInSecond(ms: readonly number[]): number {
  let fewest = Infinity
  let [from, took] = [0, 0]
  for (const [at, one] of ms.entries()) {
    took += one
    while (took - ms[from]! >= 1000) took -= ms[from++]!
    if (took >= 1000) fewest = Math.min(fewest, ((at + 1 - from) * 1000) / took)
  }
  return fewest === Infinity ? ms.length : fewest
}

async function openBatch(page: Page, { url, clipId }: ServedClip): Promise<Opened> {
  await openWorkbench(page, url, clipId)
  await page.keyboard.press('2')
  await page.waitForSelector('[data-testid=sideViews][data-painted-frame="0"]')
  await page.waitForTimeout(SETTLE_MS)
  await page.keyboard.press('v')
  const openMs = await page.evaluate(
    async ([columns, longestMs]) => {
      const { watched } = window as unknown as { readonly watched: Watched }
      const ready = (): string | null =>
        document.querySelector('[data-testid=batch] [data-ready]')?.getAttribute('data-ready') ??
        null
      while (ready() !== String(columns)) {
        if (performance.now() - watched.inputAt > longestMs) {
          throw new Error(`Expected ${columns} columns at hand, found ${ready()}`)
        }
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      return performance.now() - watched.inputAt
    },
    [COLUMNS, LONGEST_MS] as const,
  )
  await page.waitForTimeout(SETTLE_MS)
  const still = await framesDuring(page, () => page.waitForTimeout(1500))
  const stepping = await framesDuring(page, () => stepThrough(page))
  return { openMs, still, stepping }
}

/** How long after another a key that is held down repeats. */
const REPEAT_MS = 33

/** To the last column and back, as fast as a held key repeats. */
async function stepThrough(page: Page): Promise<void> {
  for (const key of ['ArrowRight', 'ArrowLeft']) {
    for (let step = 1; step < COLUMNS; step++) {
      const start = performance.now()
      await page.keyboard.press(key)
      await page.waitForTimeout(Math.max(0, REPEAT_MS - (performance.now() - start)))
    }
  }
}

/** Stepping through a bare page: as many pictures of that size in a row, gone on by half a page. */
async function stepBare(page: Page, { url }: ServedClip): Promise<Frames> {
  await page.route('**/bench/columns.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: BARE_HTML }),
  )
  await page.goto(`${url}/bench/columns.html`)
  await page.waitForTimeout(SETTLE_MS)
  return framesDuring(page, () => stepThrough(page))
}

/** No data, no state, no frame around it: what scrolling and a mark that moves cost alone. */
const BARE_HTML = `<!doctype html>
<style>
  body { margin: 0; background: #111; }
  #row { position: relative; height: 900px; overflow-x: scroll; }
  canvas { position: absolute; top: 0; width: 239px; height: 880px; }
  #mark { position: absolute; width: 240px; height: 4px; background: #4af; will-change: transform; }
</style>
<div id="row"><div id="mark"></div></div>
<script>
const COUNT = ${COLUMNS}
const row = document.getElementById('row')
for (let index = 0; index < COUNT; index++) {
  const canvas = document.createElement('canvas')
  canvas.width = 239
  canvas.height = 880
  canvas.style.left = index * 240 + 'px'
  const context = canvas.getContext('2d', { alpha: false })
  for (let point = 0; point < 3000; point++) {
    context.fillStyle = 'hsl(' + (point % 360) + ' 80% 60%)'
    context.fillRect((point * 37) % 239, (point * 91) % 880, 2, 2)
  }
  row.append(canvas)
}
let at = 0
addEventListener('keydown', ({ key }) => {
  at = Math.max(0, Math.min(COUNT - 1, at + (key === 'ArrowRight' ? 1 : -1)))
  document.getElementById('mark').style.transform = 'translateX(' + at * 240 + 'px)'
  const [left, right] = [row.scrollLeft, row.scrollLeft + row.clientWidth]
  if ((at + 1) * 240 > right) row.scrollLeft += row.clientWidth / 2
  if (at * 240 < left) row.scrollLeft -= row.clientWidth / 2
})
</script>`

/** Milliseconds to read sweeps one after the other and to write their points out, with nothing else to do. */
async function decodeAll(
  page: Page,
  { url }: ServedClip,
  sweeps: readonly SweepRef[],
): Promise<number> {
  await page.goto(`${url}/favicon.ico`)
  return page.evaluate(async (refs) => {
    const start = performance.now()
    for (const { range, sections, pointCount } of refs) {
      const { blob, offset, bytes: length } = range
      const headers = { Range: `bytes=${offset}-${offset + length - 1}` }
      const response = await fetch(`/blobs/${blob}`, { headers })
      const bytes = new Uint8Array(await response.arrayBuffer())
      const rows = new Int16Array(bytes.buffer)
      const points = new Float32Array(pointCount * 4)
      let at = 0
      for (const { pointCount: count, origin, step } of sections) {
        for (const end = at + count * 4; at < end; at += 4) {
          points[at] = origin[0] + step * rows[at]!
          points[at + 1] = origin[1] + step * rows[at + 1]!
          points[at + 2] = origin[2] + step * rows[at + 2]!
          points[at + 3] = bytes[at * 2 + 6]! / 255
        }
      }
    }
    return performance.now() - start
  }, sweeps)
}
