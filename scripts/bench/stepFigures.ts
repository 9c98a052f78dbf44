import type { Browser, Page } from '@playwright/test'
import type { SweepRef } from '@trueline/annotation'
import { inPage, openWorkbench } from './browser.ts'
import { readSweeps } from './clientOf.ts'
import { type ServedClip, whileServing } from './dataFolder.ts'
import { type Figure, quantile, ratioFigure } from './figure.ts'
import { floorStep, openFloor } from './floorPage.ts'
import { madeClip } from './madeClip.ts'
import type { Watched } from './watchPage.ts'

const FRAMES = 200
const POINTS = 120_000
const ROUNDS = 2
const NEAR_STEPS = 20
/** A stride beyond what is read ahead. */
const STRIDE = 10
/** Long enough for the neighbours to be read, and shorter than a person looks at a frame. */
const SETTLE_MS = 500

type Steps = { readonly cold: number[]; readonly near: number[] }

/** Key press to new points painted, beside a bare three.js page that draws the same points. */
export async function stepFigures(browser: Browser): Promise<readonly Figure[]> {
  const ours: Steps = { cold: [], near: [] }
  const floor: Steps = { cold: [], near: [] }
  await whileServing([madeClip({ frames: FRAMES, points: POINTS })], async (clip) => {
    const sweeps = await readSweeps(clip)
    for (let round = 0; round < ROUNDS; round++) {
      const size = await inPage(browser, (page) => stepOurs(page, clip, ours))
      await inPage(browser, (page) => stepFloor(page, { url: clip.url, sweeps, ...size }, floor))
    }
  })
  return (['cold', 'near'] as const).flatMap((kind) =>
    ([0.5, 0.95] as const).flatMap((share) => figuresOf({ ours, floor, kind, share })),
  )
}

function figuresOf(of: {
  readonly ours: Steps
  readonly floor: Steps
  readonly kind: keyof Steps
  readonly share: number
}): readonly Figure[] {
  const value = quantile(of.ours[of.kind], of.share)
  const part = of.share === 0.5 ? 'median' : 'p95'
  const limit = { unit: 'ms', times: 1.5 }
  const reading = {
    value,
    floor: quantile(of.floor.cold, of.share),
    floorName: 'bare page, read and drawn',
  }
  if (of.kind === 'cold') return [ratioFigure(`frame step, cold, ${part}`, reading, limit)]
  const drawing = {
    value,
    floor: quantile(of.floor.near, of.share),
    floorName: 'bare page, drawn only',
  }
  return [
    ratioFigure(`frame step, read ahead, ${part}`, reading, limit),
    ratioFigure(`frame step, read ahead, ${part}`, drawing, limit),
  ]
}

async function stepOurs(
  page: Page,
  { url, clipId }: ServedClip,
  { cold, near }: Steps,
): Promise<{ readonly widthPx: number; readonly heightPx: number }> {
  await openWorkbench(page, url, clipId)
  await page.waitForTimeout(SETTLE_MS * 3)
  for (let frame = STRIDE; frame < FRAMES; frame += STRIDE) {
    cold.push(await stepTo(page, { key: 'Shift+ArrowRight', frame }))
    await page.waitForTimeout(SETTLE_MS)
  }
  const last = FRAMES - STRIDE
  for (let frame = last - 1; frame >= last - NEAR_STEPS; frame--) {
    near.push(await stepTo(page, { key: 'ArrowLeft', frame }))
    await page.waitForTimeout(SETTLE_MS)
  }
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=view3d] canvas')
    return { widthPx: canvas?.width ?? 0, heightPx: canvas?.height ?? 0 }
  })
}

/** Milliseconds from a key press to the frame it leads to painted. */
export async function stepTo(
  page: Page,
  { key, frame }: { readonly key: string; readonly frame: number },
): Promise<number> {
  await page.evaluate(
    (next) => (window as unknown as { watched: Watched }).watched.paintedAt.delete(next),
    frame,
  )
  await page.keyboard.press(key)
  return page.evaluate(async (next) => {
    const { watched } = window as unknown as { readonly watched: Watched }
    while (!watched.paintedAt.has(next)) await new Promise((resolve) => setTimeout(resolve, 20))
    return (watched.paintedAt.get(next) ?? Number.NaN) - watched.inputAt
  }, frame)
}

async function stepFloor(
  page: Page,
  scene: {
    readonly url: string
    readonly sweeps: readonly SweepRef[]
    readonly widthPx: number
    readonly heightPx: number
  },
  { cold, near }: Steps,
): Promise<void> {
  await openFloor(page, scene)
  await floorStep(page, 0, false)
  for (let frame = STRIDE; frame < FRAMES; frame += STRIDE) {
    cold.push(await floorStep(page, frame, false))
    await page.waitForTimeout(SETTLE_MS)
  }
  for (let frame = 1; frame <= NEAR_STEPS; frame++) {
    near.push(await floorStep(page, frame, true))
    await page.waitForTimeout(SETTLE_MS)
  }
}
